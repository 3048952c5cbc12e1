namespace KioskSim.PrinterEmulator.Server;

/// <summary>One request of HTTP/1.1 (RFC 9112) with its body, as printers get them.</summary>
/// <param name="Path">Without the query.</param>
sealed record HttpRequest(string Method, string Path, string ContentType, byte[] Body, bool KeepAlive);

/// <summary>The request cannot be answered by the printer: an HTTP status, and the connection ends.</summary>
sealed class HttpRefusal(int status, string reason) : Exception(reason)
{
    public int Status => status;
}
