using System.Text.Json;

namespace Candor.Audit.Live.Cdp;

/// <param name="Session">The target that tells it; empty for the browser itself.</param>
readonly record struct CdpEvent(string Method, string Session, JsonElement Parameters);
