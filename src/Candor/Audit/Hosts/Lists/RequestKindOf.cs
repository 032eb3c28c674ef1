namespace Candor.Audit.Hosts.Lists;

/// <summary>From browsers' names of resource types to those of filters.</summary>
static class RequestKindOf
{
    public static RequestKinds Request(ObservedRequest request) => request.ResourceType switch
    {
        "script" => RequestKinds.Script,
        "image" or "imageset" => RequestKinds.Image,
        "stylesheet" => RequestKinds.Stylesheet,
        "xhr" or "fetch" or "xmlhttprequest" or "eventsource" => RequestKinds.Xhr,
        "document" or "sub_frame" or "subdocument" => RequestKinds.Frame,
        "ping" or "beacon" or "cspviolationreport" => RequestKinds.Ping,
        "websocket" => RequestKinds.WebSocket,
        "font" => RequestKinds.Font,
        "media" => RequestKinds.Media,
        "object" => RequestKinds.Object,
        "" when request.Method is "POST" or "BEACON" => RequestKinds.Xhr,
        "" => RequestKinds.Image,
        _ => RequestKinds.Other,
    };
}
