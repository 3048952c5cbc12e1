using System.Buffers.Binary;

namespace KioskSim.Rpc.Tests.Raw;

/// <summary>One HTTP/2 frame (RFC 9113, section 4.1).</summary>
sealed record Frame(FrameType Type, byte Flags, int Stream, byte[] Payload)
{
    public const byte EndStream = 0x1;
    public const byte Ack = 0x1;
    public const byte EndHeaders = 0x4;
    public const byte Padded = 0x8;
    public const byte Priority = 0x20;

    /// <summary>What every peer takes unless it says otherwise.</summary>
    const int LargestPayload = 16384;

    public bool EndsStream => Type is FrameType.Data or FrameType.Headers && (Flags & EndStream) != 0;

    public byte[] ToBytes()
    {
        var bytes = new byte[9 + Payload.Length];
        bytes[0] = (byte)(Payload.Length >> 16);
        bytes[1] = (byte)(Payload.Length >> 8);
        bytes[2] = (byte)Payload.Length;
        bytes[3] = (byte)Type;
        bytes[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), Stream);
        Payload.CopyTo(bytes, 9);
        return bytes;
    }

    /// <summary>The next frame, or null at the end of the connection.</summary>
    public static async Task<Frame?> ReadAsync(Stream connection)
    {
        var head = new byte[9];
        if (await connection.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return null;
        var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
        if (await connection.ReadAtLeastAsync(payload, payload.Length, throwOnEndOfStream: false) < payload.Length)
            return null;
        return new((FrameType)head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)) & int.MaxValue, payload);
    }

    /// <summary>As many DATA frames as the payload takes.</summary>
    public static Frame[] Data(int stream, byte[] payload, bool end = false)
    {
        Frame[] frames = payload.Length == 0
            ? [new(FrameType.Data, 0, stream, [])]
            : [.. payload.Chunk(LargestPayload).Select(part => new Frame(FrameType.Data, 0, stream, part))];
        if (end)
            frames[^1] = frames[^1] with { Flags = EndStream };
        return frames;
    }

    /// <summary>A header block: one HEADERS frame and as many CONTINUATION frames as it takes.</summary>
    public static Frame[] Headers(int stream, IEnumerable<(string Name, string Value)> headers, bool end = false)
    {
        Frame[] frames = [.. Hpack.Encode(headers).Chunk(LargestPayload).Select(
            (part, i) => new Frame(i == 0 ? FrameType.Headers : FrameType.Continuation, 0, stream, part))];
        frames[0] = frames[0] with { Flags = end ? EndStream : (byte)0 };
        frames[^1] = frames[^1] with { Flags = (byte)(frames[^1].Flags | EndHeaders) };
        return frames;
    }

    public static Frame Reset(int stream, uint code) => new(FrameType.Reset, 0, stream, Number(code));

    public static Frame WindowUpdate(int stream, uint increment) => new(FrameType.WindowUpdate, 0, stream, Number(increment));

    public static Frame GoAway(int lastStream, uint code) => new(FrameType.GoAway, 0, 0, [.. Number((uint)lastStream), .. Number(code)]);

    public static Frame Settings(params (ushort Id, uint Value)[] settings) =>
        new(FrameType.Settings, 0, 0, [.. settings.SelectMany(static setting =>
            (byte[])[(byte)(setting.Id >> 8), (byte)setting.Id, .. Number(setting.Value)])]);

    /// <summary>The error code of a reset or of a GOAWAY.</summary>
    public uint ErrorCode => BinaryPrimitives.ReadUInt32BigEndian(Payload.AsSpan(Type == FrameType.GoAway ? 4 : 0));

    static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}

enum FrameType : byte
{
    Data = 0,
    Headers = 1,
    Priority = 2,
    Reset = 3,
    Settings = 4,
    PushPromise = 5,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
    Continuation = 9,
}
