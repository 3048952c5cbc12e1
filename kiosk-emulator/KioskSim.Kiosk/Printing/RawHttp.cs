using System.Globalization;
using System.Text;

namespace KioskSim.Kiosk.Printing;

/// <summary>
/// One HTTP/1.1 POST over a connection of its own. An HTTP client would copy the document into buffers of its own that outlive the session; here
/// it goes from the vault to the wire.
/// </summary>
static class RawHttp
{
    const int UsualAnswer = 2 * 1024;
    const int LongestAnswer = 64 * 1024;

    /// <returns>The body of a 200 answer.</returns>
    /// <exception cref="IOException">Not 200, cut short, longer than a printer has to say, or not the printer that the kiosk knows.</exception>
    public static byte[] Post(PrinterAddress printer, TimeSpan timeout, ReadOnlySpan<byte> message, ReadOnlySpan<byte> document)
    {
        using var line = new PrinterLine(printer, timeout);
        line.Write(Encoding.ASCII.GetBytes(
            $"POST {printer.Path} HTTP/1.1\r\nHost: {printer.HostAndPort}\r\nContent-Type: application/ipp\r\n" +
            $"Content-Length: {message.Length + document.Length}\r\nConnection: close\r\n\r\n"));
        line.Write(message);
        if (!document.IsEmpty)
            line.Write(document);
        return Body(ReadAnswer(line));
    }

    // The request asks the printer to close, so the answer ends where the connection does, or where its length says.
    static ReadOnlySpan<byte> ReadAnswer(PrinterLine line)
    {
        var buffer = new byte[UsualAnswer];
        var length = 0;
        while (true)
        {
            var read = line.Read(buffer.AsSpan(length));
            length += read;
            if (read == 0 || IsWhole(buffer.AsSpan(0, length)))
                return buffer.AsSpan(0, length);
            if (length == LongestAnswer)
                throw new IOException("The printer's answer is too long.");
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(2 * length, LongestAnswer));
        }
    }

    static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        return end >= 0 && LengthIn(Encoding.ASCII.GetString(answer[..end])) is { } length && answer.Length >= end + 4 + length;
    }

    static int? LengthIn(string head)
    {
        const string Field = "\r\ncontent-length:";
        var at = head.IndexOf(Field, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && int.TryParse(head[(at + Field.Length)..].Split('\r')[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
    }

    static byte[] Body(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0 || !answer.StartsWith("HTTP/1.1 "u8))
            throw new IOException("The printer's answer is not HTTP.");
        var head = Encoding.ASCII.GetString(answer[..end]);
        if (LengthIn(head) > answer.Length - end - 4)
            throw new IOException("The printer's answer is cut short.");
        var status = head[9..].Split(' ', '\r')[0];
        if (status != "200")
            throw new IOException($"The printer answers HTTP {status}.");
        var body = answer[(end + 4)..];
        return head.Contains("transfer-encoding: chunked", StringComparison.OrdinalIgnoreCase) ? Unchunk(body) : body.ToArray();
    }

    static byte[] Unchunk(ReadOnlySpan<byte> chunks)
    {
        var body = new MemoryStream();
        while (true)
        {
            var line = chunks.IndexOf("\r\n"u8);
            if (line <= 0 || !int.TryParse(Encoding.ASCII.GetString(chunks[..line]).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var size))
                throw new IOException("The printer's answer is cut short.");
            chunks = chunks[(line + 2)..];
            if (size == 0)
                return body.ToArray();
            if (size < 0 || chunks.Length - 2 < size)
                throw new IOException("The printer's answer is cut short.");
            body.Write(chunks[..size]);
            chunks = chunks[(size + 2)..];
        }
    }
}
