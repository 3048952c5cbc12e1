using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;

namespace KioskSim.Rpc.Tests.Raw;

/// <summary>
/// Where the official .NET library (2.85) and this one might answer differently, and where they do. This one follows the official answer
/// except where a published text says otherwise. Of another kind, and shown in other tests: a failing RequestStream.WriteAsync throws
/// HttpProtocolException or IOException there and always RpcException here; WithHost is ignored there and sent as :authority here; a
/// caller that resets its stream is a logged error there and none here.
/// </summary>
public sealed class OfficialAnswersTests
{
    const string Codes = "statuscodes.md";
    const string Mapping = "http-grpc-status-mapping.md";
    const string Protocol = "PROTOCOL-HTTP2.md";

    public static TheoryData<string, string, StatusCode, StatusCode, string> Differences => new()
    {
        { "server, body", "not packed with an unknown encoding", StatusCode.OK, StatusCode.OK, "official" },
        { "server, head", "no unit", StatusCode.OK, StatusCode.OK, "official: a timeout that cannot be read is none" },
        { "server, body", "two messages", StatusCode.Internal, StatusCode.Internal, "official, although " + Codes + " says Unimplemented" },
        { "client", "two messages", StatusCode.Internal, StatusCode.Internal, "official, although " + Codes + " says Unimplemented" },
        { "client", "a status that is not published", (StatusCode)99, (StatusCode)99, "official" },
        { "server, head", "binary values joined with a comma", StatusCode.Unknown, StatusCode.OK, Protocol + ": to be split" },
        { "server, head", "binary value that is not base64", StatusCode.Unknown, StatusCode.Internal, Codes + ": Unknown is a handler's" },
        { "server, body", "flag 2", StatusCode.Unknown, StatusCode.Internal, Codes + ": Unknown is a handler's" },
        { "server, body", "not gzip", StatusCode.Unknown, StatusCode.Internal, Codes + ": could not decompress" },
        { "server, body", "4 GiB announced", StatusCode.Unknown, StatusCode.ResourceExhausted, Codes + ": larger than the limit" },
        { "client", "4 GiB announced", StatusCode.Internal, StatusCode.ResourceExhausted, Codes + ": larger than the limit" },
        { "client", "reset with NO_ERROR", StatusCode.Internal, StatusCode.Unavailable, Codes + ": server shutting down" },
        { "client", "not protobuf", StatusCode.Unavailable, StatusCode.Internal, Codes + ": error parsing response proto" },
        { "client", "HTML", StatusCode.Cancelled, StatusCode.Unknown, Mapping + ": all other codes" },
        { "client", "no status", StatusCode.Cancelled, StatusCode.Unknown, Mapping + ": 200 is Unknown" },
        { "client", "a status that is no number", StatusCode.Cancelled, StatusCode.Unknown, Codes + ": error parsing returned status" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task An_answer_is_the_official_one_unless_a_published_text_says_otherwise(
        string side, string situation, StatusCode official, StatusCode ours, string reason)
    {
        Assert.Equal(official == ours, reason.StartsWith("official", StringComparison.Ordinal));
        Assert.Equal(ours, side == "client" ? await ClientAnswersTests.CallAsync(situation) : await AskServerAsync(side, situation));
    }

    static async Task<StatusCode> AskServerAsync(string side, string situation)
    {
        await using var host = await RpcHost.StartAsync();
        var answer = side == "server, head"
            ? await ServerAnswersTests.SendHeadAsync(host.Address, situation)
            : await ServerAnswersTests.SendBodyAsync(host.Address, situation);
        return (StatusCode)answer.Status!;
    }
}
