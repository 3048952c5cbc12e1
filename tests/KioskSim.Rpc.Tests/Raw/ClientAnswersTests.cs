using Google.Protobuf;
using Grpc.Core;
using KioskSim.Rpc.Tests.Protos;

namespace KioskSim.Rpc.Tests.Raw;

/// <summary>What the client makes of answers that no gRPC library would give.</summary>
public sealed class ClientAnswersTests
{
    static readonly (string, string)[] Head = [(":status", "200"), ("content-type", "application/grpc")];
    static readonly byte[] Message = RawMessage.Of(new SimpleResponse { Payload = new() { Body = ByteString.CopyFrom(new byte[500]) } });
    static readonly byte[] Payload = Message[5..];

    static readonly Dictionary<string, (Func<int, Frame[]> Frames, StatusCode Expected)> Answers = new()
    {
        ["a good answer"] = (Answer(Head, Message, Status("0")), StatusCode.OK),
        ["a message in three pieces"] = (stream =>
            [
                .. Frame.Headers(stream, Head), .. Frame.Data(stream, Message[..3]), .. Frame.Data(stream, Message[3..100]),
                .. Frame.Data(stream, Message[100..]), .. Frame.Headers(stream, Status("0"), end: true),
            ], StatusCode.OK),
        ["padded frames"] = (stream =>
            [
                .. Frame.Headers(stream, Head), new(FrameType.Data, Frame.Padded, stream, [3, .. Message, 0, 0, 0]),
                .. Frame.Headers(stream, Status("0"), end: true),
            ], StatusCode.OK),
        ["trailers only"] = (TrailersOnly(("grpc-status", "5")), StatusCode.NotFound),
        ["trailers only that say OK"] = (TrailersOnly(("grpc-status", "0")), StatusCode.Internal),
        ["no message and OK"] = (Answer(Head, [], Status("0")), StatusCode.Internal),
        ["a message and a failure"] = (Answer(Head, Message, Status("9")), StatusCode.FailedPrecondition),
        ["no status"] = (Answer(Head, Message, [("x-other", "1")]), StatusCode.Unknown),
        ["no trailers"] = (stream => [.. Frame.Headers(stream, Head), .. Frame.Data(stream, Message, end: true)], StatusCode.Unknown),
        ["headers alone"] = (stream => [.. Frame.Headers(stream, Head, end: true)], StatusCode.Unknown),
        ["a status that is no number"] = (Answer(Head, Message, Status("ok")), StatusCode.Unknown),
        ["a negative status"] = (Answer(Head, Message, Status("-1")), StatusCode.Unknown),
        ["a status that is not published"] = (Answer(Head, Message, Status("99")), (StatusCode)99),
        ["HTTP 400"] = (Http("400"), StatusCode.Internal),
        ["HTTP 401"] = (Http("401"), StatusCode.Unauthenticated),
        ["HTTP 403"] = (Http("403"), StatusCode.PermissionDenied),
        ["HTTP 404"] = (Http("404"), StatusCode.Unimplemented),
        ["HTTP 429"] = (Http("429"), StatusCode.Unavailable),
        ["HTTP 431"] = (Http("431"), StatusCode.Internal),
        ["HTTP 500"] = (Http("500"), StatusCode.Unknown),
        ["HTTP 502"] = (Http("502"), StatusCode.Unavailable),
        ["HTTP 503"] = (Http("503"), StatusCode.Unavailable),
        ["HTTP 504"] = (Http("504"), StatusCode.Unavailable),
        ["HTTP 302"] = (Http("302"), StatusCode.Unknown),
        ["HTTP 503 with a gRPC status"] = (Http("503", ("grpc-status", "7")), StatusCode.PermissionDenied),
        ["HTTP 100 before the answer"] = (stream =>
            [.. Frame.Headers(stream, [(":status", "100")]), .. Answer(Head, Message, Status("0"))(stream)], StatusCode.OK),
        ["HTML"] = (Http("200"), StatusCode.Unknown),
        ["no content type"] = (stream => [.. Frame.Headers(stream, [(":status", "200")], end: true)], StatusCode.Unknown),
        ["gRPC-Web"] = (Answer([(":status", "200"), ("content-type", "application/grpc-web")], Message, Status("0")), StatusCode.Unknown),
        ["two messages"] = (Answer(Head, [.. Message, .. Message], Status("0")), StatusCode.Internal),
        ["part of a prefix"] = (Answer(Head, Message[..3], Status("0")), StatusCode.Internal),
        ["part of a message"] = (Answer(Head, Message[..50], Status("0")), StatusCode.Internal),
        ["flag 2"] = (Answer(Head, RawMessage.Of([], flag: 2), Status("0")), StatusCode.Internal),
        ["not protobuf"] = (Answer(Head, RawMessage.Of([0xFF, 0xFF]), Status("0")), StatusCode.Internal),
        ["one byte over the limit announced"] = (Announce((4 << 20) + 1), StatusCode.ResourceExhausted),
        ["4 GiB announced"] = (Announce(uint.MaxValue), StatusCode.ResourceExhausted),
        ["gzip"] = (Packed("gzip", RawMessage.Of(RawMessage.Gzip(Payload), 1)), StatusCode.OK),
        ["deflate"] = (Packed("deflate", RawMessage.Of(RawMessage.Zlib(Payload), 1)), StatusCode.OK),
        ["gzip cut short"] = (Packed("gzip", RawMessage.Of(RawMessage.Gzip(Payload)[..^8], 1)), StatusCode.Internal),
        ["a gzip bomb"] = (Packed("gzip", RawMessage.Bomb), StatusCode.ResourceExhausted),
        ["packed without an encoding"] = (Answer(Head, RawMessage.Of(RawMessage.Gzip(Payload), 1), Status("0")), StatusCode.Internal),
        ["packed with an unknown encoding"] = (Packed("snappy", RawMessage.Of([1], 1)), StatusCode.Internal),
        ["not packed with an unknown encoding"] = (Packed("snappy", Message), StatusCode.OK),
        ["reset with NO_ERROR"] = (Reset(0), StatusCode.Unavailable),
        ["reset with PROTOCOL_ERROR"] = (Reset(1), StatusCode.Internal),
        ["reset with INTERNAL_ERROR"] = (Reset(2), StatusCode.Internal),
        ["reset with FLOW_CONTROL_ERROR"] = (Reset(3), StatusCode.Internal),
        ["reset with REFUSED_STREAM after headers"] = (Reset(7), StatusCode.Unavailable),
        ["reset with CANCEL"] = (Reset(8), StatusCode.Cancelled),
        ["reset with ENHANCE_YOUR_CALM"] = (Reset(11), StatusCode.ResourceExhausted),
        ["reset with INADEQUATE_SECURITY"] = (Reset(12), StatusCode.PermissionDenied),
        ["reset with an unknown code"] = (Reset(0xFFFF), StatusCode.Internal),
        ["reset within a message"] = (stream =>
            [.. Frame.Headers(stream, Head), .. Frame.Data(stream, Message[..50]), Frame.Reset(stream, 2)], StatusCode.Internal),
        ["too many headers"] = (stream =>
            [.. Frame.Headers(stream, [.. Head, ("x-flood", new string('v', 100_000))]), .. Frame.Data(stream, Message)],
            StatusCode.Unavailable),
        ["a header block that is broken"] =
            (stream => [new(FrameType.Headers, Frame.EndHeaders, stream, [0xFF, 0xFF, 0x7F])], StatusCode.Unavailable),
        ["DATA before headers"] = (stream => [.. Frame.Data(stream, Message)], StatusCode.Internal),
    };

    public static TheoryData<string> AnswerNames => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(AnswerNames))]
    public async Task An_answer_becomes_its_status(string name)
    {
        Assert.Equal(Answers[name].Expected, await CallAsync(name));
    }

    /// <summary>Makes a call that gets the answer of this name.</summary>
    /// <returns>How it ended.</returns>
    internal static async Task<StatusCode> CallAsync(string name)
    {
        await using var server = ScriptedServer.Answering(Answers[name].Frames);
        using var channel = server.Channel();
        using var call = ScriptedServer.Client(channel).UnaryCallAsync(new SimpleRequest());
        try
        {
            Assert.Equal(500, (await call).Payload.Body.Length);
            Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
            return StatusCode.OK;
        }
        catch (RpcException error)
        {
            Assert.Equal(error.StatusCode, call.GetStatus().StatusCode);
            return error.StatusCode;
        }
    }

    [Theory]
    [InlineData("%E5%90%8D%E5%89%8D 100%25", "名前 100%")]
    [InlineData("100%", "100%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("%FF", "\uFFFD")]
    [InlineData("%0A", "\n")]
    public async Task A_status_text_is_decoded_and_never_lost(string sent, string expected)
    {
        await using var server = ScriptedServer.Answering(TrailersOnly(("grpc-status", "3"), ("grpc-message", sent)));
        using var channel = server.Channel();
        var error = await Assert.ThrowsAsync<RpcException>(() => ScriptedServer.Client(channel).EmptyCallAsync(new Empty()).ResponseAsync);
        Assert.Equal(expected, error.Status.Detail);
    }

    [Fact]
    public async Task Trailers_arrive_with_joined_binary_values_told_apart_and_broken_ones_left_out()
    {
        (string, string)[] sent =
            [("grpc-status", "0"), ("a-bin", "AQ,Ag=="), ("a-bin", "Aw"), ("b-bin", "%%%"), ("c", "one, two"), ("x!y", "1")];
        await using var server = ScriptedServer.Answering(Answer(Head, Message, sent));
        using var channel = server.Channel();
        using var call = ScriptedServer.Client(channel).UnaryCallAsync(new SimpleRequest());
        await call;
        var trailers = call.GetTrailers();
        Assert.Equal([[1], [2], [3]], trailers.GetAll("a-bin").Select(static entry => entry.ValueBytes));
        Assert.Equal("one, two", trailers.GetValue("c"));
        Assert.Equal(4, trailers.Count);
    }

    [Fact]
    public async Task Trailers_of_a_failure_are_in_the_exception_and_its_headers_can_be_read()
    {
        await using var server = ScriptedServer.Answering(TrailersOnly(("grpc-status", "16"), ("x-why", "expired")));
        using var channel = server.Channel();
        using var call = ScriptedServer.Client(channel).UnaryCallAsync(new SimpleRequest());
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Assert.Equal("expired", error.Trailers.GetValue("x-why"));
        Assert.Equal("expired", call.GetTrailers().GetValue("x-why"));
        Assert.Equal("expired", (await call.ResponseHeadersAsync).GetValue("x-why"));
    }

    internal static Func<int, Frame[]> Answer((string, string)[] head, byte[] data, (string, string)[] trailers) => stream =>
        [.. Frame.Headers(stream, head), .. Frame.Data(stream, data), .. Frame.Headers(stream, trailers, end: true)];

    internal static Func<int, Frame[]> TrailersOnly(params (string, string)[] trailers) => stream =>
        [.. Frame.Headers(stream, [.. Head, .. trailers], end: true)];

    static Func<int, Frame[]> Http(string status, params (string, string)[] more) => stream =>
        [.. Frame.Headers(stream, [(":status", status), ("content-type", "text/html"), .. more], end: true)];

    static Func<int, Frame[]> Announce(uint length) => stream =>
        [.. Frame.Headers(stream, Head), .. Frame.Data(stream, RawMessage.Prefix(length))];

    static Func<int, Frame[]> Packed(string encoding, byte[] data) => Answer([.. Head, ("grpc-encoding", encoding)], data, Status("0"));

    static Func<int, Frame[]> Reset(uint code) => stream => [.. Frame.Headers(stream, Head), Frame.Reset(stream, code)];

    static (string, string)[] Status(string code) => [("grpc-status", code)];
}
