using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Grpc.Core;

namespace KioskSim.Rpc.Wire;

/// <summary>Metadata entries as header values and back (PROTOCOL-HTTP2.md, "Custom-Metadata").</summary>
static class MetadataText
{
    static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-.");

    // What the protocol itself uses is no metadata.
    static readonly HashSet<string> ProtocolHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        Headers.Status, Headers.Message, Headers.Timeout, Headers.Encoding, Headers.AcceptEncoding,
        "content-type", "content-encoding", "accept-encoding", "te", "host",
    };

    public static bool IsCustom(string name) =>
        !ProtocolHeaders.Contains(name) && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>The header value of an entry.</summary>
    /// <exception cref="RpcException">Internal: the text cannot cross the wire.</exception>
    public static string Encode(Metadata.Entry entry)
    {
        if (entry.IsBinary)
            return Convert.ToBase64String(entry.BytesSpan).TrimEnd('=');
        if (entry.Value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw Failure.Internal($"The metadata value of '{entry.Key}' holds characters that cannot be sent.");
        return entry.Value;
    }

    /// <summary>Adds what a received header holds: one entry, or several where binary values were joined with commas.</summary>
    /// <returns>False if a binary value is not base64; nothing is lost of the others.</returns>
    public static bool TryAdd(Metadata metadata, string name, string value)
    {
        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(name, value);
            return true;
        }
        var whole = true;
        foreach (var range in value.AsSpan().Split(','))
        {
            if (TryDecode(value.AsSpan(range).Trim(), out var bytes))
                metadata.Add(name, bytes);
            else
                whole = false;
        }
        return whole;
    }

    static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        text = text.TrimEnd('=');
        var padded = new byte[(text.Length + 3) / 4 * 4];
        padded.AsSpan().Fill((byte)'=');
        bytes = [];
        if (Encoding.ASCII.GetBytes(text, padded) != text.Length
            || Base64.DecodeFromUtf8InPlace(padded, out var length) != OperationStatus.Done)
            return false;
        bytes = padded[..length];
        return true;
    }
}
