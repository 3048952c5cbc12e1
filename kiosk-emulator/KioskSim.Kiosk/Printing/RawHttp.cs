using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KioskSim.Kiosk.Printing;

/// <summary>
/// One HTTP/1.1 POST over a socket. An HTTP client would copy the document into buffers of its own that outlive the session; here
/// it goes from the vault to the wire.
/// </summary>
static class RawHttp
{
    const int LongestAnswer = 64 * 1024;

    /// <returns>The body of a 200 answer.</returns>
    /// <exception cref="IOException">Not 200, cut short or longer than a printer has to say.</exception>
    public static byte[] Post(IPEndPoint address, string path, TimeSpan timeout, ReadOnlySpan<byte> message, ReadOnlySpan<byte> document)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            SendTimeout = (int)timeout.TotalMilliseconds,
            ReceiveTimeout = (int)timeout.TotalMilliseconds,
        };
        socket.Connect(address);
        SendAll(socket, Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/ipp\r\n" +
            $"Content-Length: {message.Length + document.Length}\r\nConnection: close\r\n\r\n"));
        SendAll(socket, message);
        SendAll(socket, document);
        return Body(ReadToEnd(socket));
    }

    static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[socket.Send(bytes)..];
    }

    // The request asks the printer to close, so the answer ends where the connection does.
    static ReadOnlySpan<byte> ReadToEnd(Socket socket)
    {
        var buffer = new byte[LongestAnswer];
        var length = 0;
        while (true)
        {
            var read = socket.Receive(buffer.AsSpan(length));
            if (read == 0)
                return buffer.AsSpan(0, length);
            length += read;
            if (length == buffer.Length)
                throw new IOException("The printer's answer is too long.");
        }
    }

    static byte[] Body(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0 || !answer.StartsWith("HTTP/1.1 "u8))
            throw new IOException("The printer's answer is not HTTP.");
        var head = Encoding.ASCII.GetString(answer[..end]);
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
