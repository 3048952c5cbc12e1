namespace KioskSim.Rpc.Tests.Raw;

/// <summary>What one side sent on one stream.</summary>
sealed class RawExchange
{
    readonly List<byte> _data = [];

    public List<Frame> Frames { get; } = [];

    /// <summary>The header blocks in order: headers, then trailers.</summary>
    public List<List<(string Name, string Value)>> Blocks { get; } = [];

    public byte[] Data => [.. _data];

    public uint? ResetCode { get; private set; }

    public uint? GoAwayCode { get; set; }

    /// <summary>The connection closed before the stream had ended.</summary>
    public bool IsCut { get; set; }

    public string? this[string name] => All(name).FirstOrDefault();

    /// <summary>The gRPC status; null if there is none.</summary>
    public int? Status => this["grpc-status"] is { } text ? int.Parse(text) : null;

    public int? HttpStatus => this[":status"] is { } text ? int.Parse(text) : null;

    public IEnumerable<string> All(string name) =>
        Blocks.SelectMany(static block => block).Where(header => header.Name == name).Select(static header => header.Value);

    /// <summary>Takes a frame; true once the stream has ended.</summary>
    public bool Add(Frame frame)
    {
        Frames.Add(frame);
        switch (frame.Type)
        {
            case FrameType.Headers:
                Blocks.Add(Hpack.Decode(WithoutPadding(frame)));
                break;
            case FrameType.Data:
                _data.AddRange(WithoutPadding(frame));
                break;
            case FrameType.Reset:
                ResetCode = frame.ErrorCode;
                return true;
        }
        return frame.EndsStream;
    }

    static byte[] WithoutPadding(Frame frame)
    {
        var payload = frame.Payload;
        if ((frame.Flags & Frame.Padded) != 0)
            payload = payload[1..^payload[0]];
        return frame.Type == FrameType.Headers && (frame.Flags & Frame.Priority) != 0 ? payload[5..] : payload;
    }
}
