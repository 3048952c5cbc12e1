using System.Globalization;
using System.Text;

namespace KioskSim.PrinterEmulator.Server;

/// <summary>Reads requests off a connection, one after the other. What does not fit the limits is an <see cref="HttpRefusal"/>.</summary>
sealed class HttpReader(Stream stream, int largestBody)
{
    const int LongestLine = 8 * 1024;
    const int MostFields = 100;

    static readonly byte[] GoOn = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    readonly byte[] _buffer = new byte[LongestLine];
    int _from;
    int _to;

    /// <returns>Null: the other side has nothing more to ask.</returns>
    /// <exception cref="HttpRefusal">It is no request that a printer takes.</exception>
    /// <exception cref="EndOfStreamException">It was cut short.</exception>
    public async Task<HttpRequest?> ReadAsync(CancellationToken stop)
    {
        if (await LineAsync(mayEnd: true, stop) is not { } first)
            return null;
        if (first.Split(' ') is not [var method, var target, "HTTP/1.1" or "HTTP/1.0"])
            throw new HttpRefusal(400, "Bad Request");
        var fields = await FieldsAsync(stop);
        if (fields.GetValueOrDefault("expect", "").Equals("100-continue", StringComparison.OrdinalIgnoreCase))
            await stream.WriteAsync(GoOn, stop);
        var body = await BodyAsync(fields, stop);
        var keepAlive = first.EndsWith('1') && !fields.GetValueOrDefault("connection", "").Contains("close", StringComparison.OrdinalIgnoreCase);
        return new HttpRequest(method, target.Split('?')[0], fields.GetValueOrDefault("content-type", ""), body, keepAlive);
    }

    async Task<Dictionary<string, string>> FieldsAsync(CancellationToken stop)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(mayEnd: false, stop) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            if (colon <= 0 || fields.Count == MostFields || !fields.TryAdd(line[..colon], line[(colon + 1)..].Trim()))
                throw new HttpRefusal(400, "Bad Request");
        }

        return fields;
    }

    async Task<byte[]> BodyAsync(Dictionary<string, string> fields, CancellationToken stop)
    {
        if (fields.TryGetValue("transfer-encoding", out var coding))
        {
            // Both at once are how requests are smuggled (RFC 9112 section 6.1).
            return coding.Equals("chunked", StringComparison.OrdinalIgnoreCase) && !fields.ContainsKey("content-length")
                ? await ChunksAsync(stop)
                : throw new HttpRefusal(400, "Bad Request");
        }

        if (!fields.TryGetValue("content-length", out var text))
            return [];
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            throw new HttpRefusal(400, "Bad Request");
        if (length > largestBody)
            throw new HttpRefusal(413, "Content Too Large");
        var body = new byte[length];
        await FillAsync(body, stop);
        return body;
    }

    async Task<byte[]> ChunksAsync(CancellationToken stop)
    {
        var body = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var line = await LineAsync(mayEnd: false, stop);
            if (!int.TryParse(line!.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
                throw new HttpRefusal(400, "Bad Request");
            if (size > largestBody - length)
                throw new HttpRefusal(413, "Content Too Large");
            if (size == 0)
                break;
            if (length + size > body.Length)
                Grow(ref body, length, length + size);
            await FillAsync(body.AsMemory(length, size), stop);
            length += size;
            if (await LineAsync(mayEnd: false, stop) is not "")
                throw new HttpRefusal(400, "Bad Request");
        }

        _ = await FieldsAsync(stop); // trailers
        var whole = body[..length];
        Array.Clear(body);
        return whole;
    }

    // What was read is a document: nothing of it stays in arrays that are left behind.
    static void Grow(ref byte[] body, int used, int needed)
    {
        var larger = new byte[Math.Max(needed, 2 * body.Length)];
        body.AsSpan(0, used).CopyTo(larger);
        Array.Clear(body);
        body = larger;
    }

    async Task FillAsync(Memory<byte> into, CancellationToken stop)
    {
        var buffered = Math.Min(_to - _from, into.Length);
        _buffer.AsMemory(_from, buffered).CopyTo(into);
        Array.Clear(_buffer, _from, buffered);
        _from += buffered;
        await stream.ReadExactlyAsync(into[buffered..], stop);
    }

    /// <param name="mayEnd">Null when the connection ends before the line begins; otherwise that is an error.</param>
    async Task<string?> LineAsync(bool mayEnd, CancellationToken stop)
    {
        while (true)
        {
            var end = _buffer.AsSpan(_from, _to - _from).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _from, end).TrimEnd('\r');
                _from += end + 1;
                return line;
            }

            if (!await MoreAsync(stop))
                return mayEnd && _from == _to ? null : throw new EndOfStreamException("The request is cut short.");
        }
    }

    async Task<bool> MoreAsync(CancellationToken stop)
    {
        _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
        (_from, _to) = (0, _to - _from);
        if (_to == _buffer.Length)
            throw new HttpRefusal(431, "Request Header Fields Too Large");
        var read = await stream.ReadAsync(_buffer.AsMemory(_to), stop);
        _to += read;
        return read > 0;
    }
}
