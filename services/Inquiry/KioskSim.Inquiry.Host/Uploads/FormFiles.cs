namespace KioskSim.Inquiry.Host.Uploads;

/// <summary>
/// The files in what a form sends (RFC 7578). They are found where they lie: nothing is copied, none of what browsers say about them, their
/// names on the visitor's disk among it, is read.
/// </summary>
static class FormFiles
{
    /// <summary>Of a part; browsers send a file name and a media type.</summary>
    const int MostHeader = 8192;

    /// <summary>Name of the form's field.</summary>
    static ReadOnlySpan<byte> Field => "scan"u8;

    /// <param name="body">All of it.</param>
    /// <param name="boundary">What stands between the parts, without hyphens and line ends.</param>
    /// <param name="most">Files.</param>
    /// <param name="files">Of the field, empty ones left out.</param>
    /// <returns>Null where the body is sound and there is a file.</returns>
    public static UploadFault? Find(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> boundary, int most, out IReadOnlyList<ReadOnlyMemory<byte>> files)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        files = found;
        byte[] delimiter = [.. "\r\n--"u8, .. boundary];
        if (!body.Span.StartsWith(delimiter.AsSpan(2)))
            return UploadFault.Malformed;
        var rest = body[(delimiter.Length - 2)..];
        while (!rest.Span.StartsWith("--"u8))
        {
            var header = rest.Span[..Math.Min(MostHeader, rest.Length)].IndexOf("\r\n\r\n"u8);
            if (header < 0 || !rest.Span.StartsWith("\r\n"u8))
                return UploadFault.Malformed;
            var isFile = NameOf(rest.Span[..header]).SequenceEqual(Field);
            // A part without content: its empty line is also the line before the next delimiter.
            rest = rest[(header + 2)..];
            var end = rest.Span.IndexOf(delimiter);
            if (end < 0)
                return UploadFault.Malformed;
            if (isFile && end > 2)
                found.Add(rest[2..end]);
            if (found.Count > most)
                return UploadFault.TooManyFiles;
            rest = rest[(end + delimiter.Length)..];
        }

        return found.Count > 0 ? null : UploadFault.NoFile;
    }

    /// <summary>Of a field: browsers quote it, others need not (RFC 2183); the name of a file is another parameter.</summary>
    static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> header)
    {
        var parameter = "name="u8;
        for (int at; (at = header.IndexOf(parameter)) >= 0; header = header[(at + parameter.Length)..])
        {
            if (at == 0 || header[at - 1] is not ((byte)' ' or (byte)';'))
                continue;
            var value = header[(at + parameter.Length)..];
            var isQuoted = value.StartsWith("\""u8);
            if (isQuoted)
                value = value[1..];
            var end = value.IndexOfAny(isQuoted ? "\""u8 : "; \r"u8);
            return end < 0 ? value : value[..end];
        }

        return default;
    }
}
