namespace KioskSim.Rpc.Tests.Raw;

/// <summary>Requests by hand.</summary>
static class RawRequest
{
    public const string EmptyCall = "/grpc.testing.TestService/EmptyCall";
    public const string UnaryCall = "/grpc.testing.TestService/UnaryCall";
    public const string StreamingInputCall = "/grpc.testing.TestService/StreamingInputCall";
    public const string StreamingOutputCall = "/grpc.testing.TestService/StreamingOutputCall";
    public const string FullDuplexCall = "/grpc.testing.TestService/FullDuplexCall";

    /// <summary>The headers of a good request with changes: a null value takes a header away, another value replaces or adds it.</summary>
    public static IEnumerable<(string Name, string Value)> Head(string path, params (string Name, string? Value)[] changes)
    {
        var headers = new List<(string Name, string? Value)>
        {
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"), ("te", "trailers"),
            ("content-type", "application/grpc"),
        };
        var replaced = changes.Select(static change => change.Name).ToHashSet();
        headers.RemoveAll(header => replaced.Contains(header.Name));
        // Pseudo-headers stand before all others.
        return headers.Concat(changes).OrderBy(static header => header.Name[0] == ':' ? 0 : 1)
            .Where(static header => header.Value is not null).Select(static header => (header.Name, header.Value!));
    }

    /// <summary>Sends a request with one DATA frame and reads the answer.</summary>
    public static async Task<RawExchange> CallAsync(Uri server, IEnumerable<(string Name, string Value)> head, byte[] body, bool end = true)
    {
        using var connection = await RawConnection.ConnectAsync(server);
        await connection.SendAsync([.. Frame.Headers(1, head), .. Frame.Data(1, body, end)]);
        return await connection.ReceiveAllAsync(1);
    }
}
