namespace Candor.Audit.Hosts.Lists;

/// <summary>What a request is for, as filters name it.</summary>
[Flags]
enum RequestKinds : ushort
{
    None = 0,
    Script = 1,
    Image = 2,
    Stylesheet = 4,
    Xhr = 8,
    Frame = 16,
    Ping = 32,
    WebSocket = 64,
    Font = 128,
    Media = 256,
    Object = 512,
    Other = 1024,
    Document = 2048,

    All = Script | Image | Stylesheet | Xhr | Frame | Ping | WebSocket | Font | Media | Object | Other | Document,
}
