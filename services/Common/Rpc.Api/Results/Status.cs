namespace Grpc.Core;

/// <summary>A status code with the detail text that crosses the wire as <c>grpc-message</c>.</summary>
/// <param name="statusCode">How the call ended.</param>
/// <param name="detail">Text for the other side; any Unicode, percent-encoded on the wire.</param>
/// <param name="debugException">What caused it locally; never sent.</param>
public struct Status(StatusCode statusCode, string detail, Exception? debugException)
{
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    public Status(StatusCode statusCode, string detail) : this(statusCode, detail, null)
    {
    }

    public StatusCode StatusCode { get; } = statusCode;

    public string Detail { get; } = detail;

    /// <summary>The local cause, for a debugger or a log of this process.</summary>
    public Exception? DebugException { get; } = debugException;

    public override readonly string ToString()
    {
        var cause = DebugException is null ? "" : $", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\"";
        return $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\"{cause})";
    }
}
