using System.IO.Compression;
using System.Net;
using Google.Protobuf;
using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace KioskSim.Rpc.Tests.Raw;

/// <summary>What the server answers to requests that no gRPC library would send.</summary>
public sealed class ServerAnswersTests(ServerAnswersTests.Host host) : IClassFixture<ServerAnswersTests.Host>
{
    static readonly byte[] NoMessage = [];
    static readonly byte[] EmptyMessage = RawMessage.Of([]);
    static readonly byte[] Payload = new SimpleRequest { Payload = new() { Body = ByteString.CopyFrom(new byte[1000]) } }.ToByteArray();

    static readonly Dictionary<string, (byte[] Body, string? Encoding, StatusCode Expected)> Bodies = new()
    {
        ["one empty message"] = (EmptyMessage, null, StatusCode.OK),
        ["no message"] = (NoMessage, null, StatusCode.Internal),
        ["two messages"] = ([.. EmptyMessage, .. EmptyMessage], null, StatusCode.Internal),
        ["part of a prefix"] = (EmptyMessage[..3], null, StatusCode.Internal),
        ["part of a message"] = ([.. RawMessage.Prefix(10), 1, 2, 3], null, StatusCode.Internal),
        ["a message and part of a prefix"] = ([.. EmptyMessage, 0], null, StatusCode.Internal),
        ["flag 2"] = (RawMessage.Of([], flag: 2), null, StatusCode.Internal),
        ["flag 255"] = (RawMessage.Of([], flag: 255), null, StatusCode.Internal),
        ["not protobuf"] = (RawMessage.Of([0xFF, 0xFF, 0xFF]), null, StatusCode.Internal),
        ["one byte over the limit announced"] = (RawMessage.Prefix((4 << 20) + 1), null, StatusCode.ResourceExhausted),
        ["4 GiB announced"] = (RawMessage.Prefix(uint.MaxValue), null, StatusCode.ResourceExhausted),
        ["packed without an encoding"] = (RawMessage.Of(RawMessage.Gzip(Payload), flag: 1), null, StatusCode.Internal),
        ["packed with identity"] = (RawMessage.Of(RawMessage.Gzip(Payload), flag: 1), "identity", StatusCode.Internal),
        ["packed with an unknown encoding"] = (RawMessage.Of([1, 2, 3], flag: 1), "snappy", StatusCode.Unimplemented),
        ["not packed with an unknown encoding"] = (RawMessage.Of(Payload), "snappy", StatusCode.OK),
        ["gzip"] = (RawMessage.Of(RawMessage.Gzip(Payload), flag: 1), "gzip", StatusCode.OK),
        ["deflate"] = (RawMessage.Of(RawMessage.Zlib(Payload), flag: 1), "deflate", StatusCode.OK),
        ["gzip declared and not used"] = (RawMessage.Of(Payload), "gzip", StatusCode.OK),
        ["not gzip"] = (RawMessage.Of([1, 2, 3], flag: 1), "gzip", StatusCode.Internal),
        ["nothing as gzip"] = (RawMessage.Of([], flag: 1), "gzip", StatusCode.OK),
        ["gzip cut short"] = (RawMessage.Of(RawMessage.Gzip(Payload)[..^9], flag: 1), "gzip", StatusCode.Internal),
        ["gzip without its trailer"] = (RawMessage.Of(RawMessage.Gzip(Payload)[..^8], flag: 1), "gzip", StatusCode.Internal),
        ["deflate cut short"] = (RawMessage.Of(RawMessage.Zlib(Payload)[..^5], flag: 1), "deflate", StatusCode.Internal),
        ["deflate with a wrong checksum"] =
            (RawMessage.Of(WithLastByteChanged(RawMessage.Zlib(Payload)), flag: 1), "deflate", StatusCode.Internal),
        ["a gzip bomb"] = (RawMessage.Bomb, "gzip", StatusCode.ResourceExhausted),
    };

    static readonly Dictionary<string, (string Path, (string, string?)[] Changes, int Http, StatusCode? Expected)> Heads = new()
    {
        ["no te"] = (RawRequest.EmptyCall, [("te", null)], 200, StatusCode.OK),
        ["content type with suffix"] = (RawRequest.EmptyCall, [("content-type", "application/grpc+proto")], 200, StatusCode.OK),
        ["content type with parameter"] = (RawRequest.EmptyCall, [("content-type", "application/grpc;charset=utf-8")], 200, StatusCode.OK),
        ["no content type"] = (RawRequest.EmptyCall, [("content-type", null)], 415, StatusCode.Internal),
        ["json"] = (RawRequest.EmptyCall, [("content-type", "application/json")], 415, StatusCode.Internal),
        ["gRPC-Web"] = (RawRequest.EmptyCall, [("content-type", "application/grpc-web")], 415, StatusCode.Internal),
        ["GET"] = (RawRequest.EmptyCall, [(":method", "GET")], 404, null),
        ["unknown method"] = ("/grpc.testing.TestService/Nothing", [], 200, StatusCode.Unimplemented),
        ["unknown service"] = ("/nobody/Nothing", [], 200, StatusCode.Unimplemented),
        ["unknown service, not gRPC"] = ("/nobody/Nothing", [("content-type", "text/html")], 404, null),
        ["the longest timeout"] = (RawRequest.EmptyCall, [("grpc-timeout", "99999999H")], 200, StatusCode.OK),
        ["no unit"] = (RawRequest.EmptyCall, [("grpc-timeout", "5")], 200, StatusCode.OK),
        ["unknown unit"] = (RawRequest.EmptyCall, [("grpc-timeout", "5X")], 200, StatusCode.OK),
        ["nine digits"] = (RawRequest.EmptyCall, [("grpc-timeout", "000000001n")], 200, StatusCode.OK),
        ["negative timeout"] = (RawRequest.EmptyCall, [("grpc-timeout", "-1S")], 200, StatusCode.OK),
        ["spaces in the timeout"] = (RawRequest.EmptyCall, [("grpc-timeout", " 1n")], 200, StatusCode.OK),
        ["empty timeout"] = (RawRequest.EmptyCall, [("grpc-timeout", "")], 200, StatusCode.OK),
        ["binary value that is not base64"] =
            (RawRequest.EmptyCall, [("x-grpc-test-echo-trailing-bin", "%%%")], 200, StatusCode.Internal),
        ["binary values joined with a comma"] =
            (RawRequest.EmptyCall, [("x-grpc-test-echo-trailing-bin", "AQ,AgM=")], 200, StatusCode.OK),
        ["a header name that is no metadata key"] = (RawRequest.EmptyCall, [("x!y", "1")], 200, StatusCode.OK),
        ["20 kB of headers"] = (RawRequest.EmptyCall, [("x-large", new string('v', 20_000))], 200, StatusCode.OK),
    };

    public static TheoryData<string> BodyNames => [.. Bodies.Keys];

    public static TheoryData<string> HeadNames => [.. Heads.Keys];

    [Theory]
    [MemberData(nameof(BodyNames))]
    public async Task A_body_gets_its_status(string name)
    {
        var (_, encoding, expected) = Bodies[name];
        var answer = await SendBodyAsync(host.Address, name);
        Assert.Equal((200, (int)expected), (answer.HttpStatus, answer.Status));
        Assert.Equal(expected == StatusCode.OK ? 2 : 1, answer.Blocks.Count);
        Assert.Equal(encoding == "snappy" ? "identity,gzip,deflate" : null, answer["grpc-accept-encoding"]);
    }

    [Theory]
    [InlineData("flag 2")]
    [InlineData("4 GiB announced")]
    [InlineData("a gzip bomb")]
    public async Task A_stream_that_goes_bad_gets_its_status_without_waiting_for_its_end(string name)
    {
        var (body, encoding, expected) = Bodies[name];
        var head = RawRequest.Head(RawRequest.StreamingInputCall, ("grpc-encoding", encoding));
        var answer = await RawRequest.CallAsync(host.Address, head, [.. EmptyMessage, .. body], end: false);
        Assert.Equal((int)expected, answer.Status);
    }

    [Theory]
    [MemberData(nameof(HeadNames))]
    public async Task A_head_gets_its_status(string name)
    {
        var (_, _, http, expected) = Heads[name];
        var answer = await SendHeadAsync(host.Address, name);
        Assert.Equal((http, (int?)expected), (answer.HttpStatus, answer.Status));
    }

    [Theory]
    [InlineData("1n")]
    [InlineData("0n")]
    [InlineData("100u")]
    [InlineData("1m")]
    [InlineData("0H")]
    public async Task A_passed_deadline_is_answered_although_the_request_goes_on(string timeout)
    {
        var head = RawRequest.Head(RawRequest.FullDuplexCall, ("grpc-timeout", timeout));
        var answer = await RawRequest.CallAsync(host.Address, head, EmptyMessage, end: false);
        Assert.Equal((int)StatusCode.DeadlineExceeded, answer.Status);
    }

    [Fact]
    public async Task Binary_values_joined_with_commas_are_told_apart()
    {
        const string Name = "x-grpc-test-echo-trailing-bin";
        var head = RawRequest.Head(RawRequest.EmptyCall, (Name, "AQ,AgM=,,BAUG"), (Name, "Bw=="));
        var answer = await RawRequest.CallAsync(host.Address, head, EmptyMessage);
        Assert.Equal(["AQ", "AgM", "", "BAUG", "Bw"], answer.All(Name));
    }

    [Fact]
    public async Task A_failure_before_any_message_is_one_header_block_that_ends_the_stream()
    {
        var request = new SimpleRequest { ResponseStatus = new() { Code = 3, Message = "名前 100%\n" } };
        var answer = await RawRequest.CallAsync(host.Address, RawRequest.Head(RawRequest.UnaryCall), RawMessage.Of(request));
        Assert.Single(answer.Frames);
        Assert.True(answer.Frames[0].EndsStream);
        Assert.Equal("application/grpc", answer["content-type"]);
        Assert.Equal("%E5%90%8D%E5%89%8D 100%25%0A", answer["grpc-message"]);
    }

    [Fact]
    public async Task A_success_is_headers_then_messages_then_trailers()
    {
        var answer = await RawRequest.CallAsync(host.Address, RawRequest.Head(RawRequest.EmptyCall), EmptyMessage);
        Assert.Equal([FrameType.Headers, FrameType.Data, FrameType.Headers], answer.Frames.Select(static frame => frame.Type));
        Assert.Equal(EmptyMessage, answer.Data);
        Assert.Equal([("grpc-status", "0")], answer.Blocks[1]);
    }

    [Fact]
    public async Task A_call_over_http_1_is_told_to_upgrade()
    {
        await using var old = await RpcHost.StartAsync(protocols: HttpProtocols.Http1);
        using var client = new HttpClient();
        using var body = new ByteArrayContent(EmptyMessage);
        body.Headers.ContentType = new("application/grpc");
        using var answer = await client.PostAsync(new Uri(old.Address, RawRequest.EmptyCall), body);
        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
        Assert.Equal("13", answer.Headers.GetValues("grpc-status").Single());
        Assert.Equal(0, old.Handlers.Total);
    }

    [Fact]
    public async Task A_server_without_http_2_makes_a_call_Internal()
    {
        await using var old = await RpcHost.StartAsync(protocols: HttpProtocols.Http1);
        await old.Client().EmptyCallAsync(new Empty()).ResponseAsync.FailsWith(StatusCode.Internal);
    }

    [Theory]
    [InlineData(true, "identity,gzip", 1)]
    [InlineData(false, "identity,gzip", 0)]
    [InlineData(true, "identity", 0)]
    [InlineData(true, null, 0)]
    public async Task A_response_is_packed_only_where_the_handler_and_the_caller_want_it(bool wanted, string? accepted, byte flag)
    {
        var request = new SimpleRequest { ResponseSize = 1000, ResponseCompressed = new() { Value = wanted } };
        var head = RawRequest.Head(RawRequest.UnaryCall, ("grpc-accept-encoding", accepted));
        var answer = await RawRequest.CallAsync(host.Address, head, RawMessage.Of(request));
        Assert.Equal(0, answer.Status);
        Assert.Equal(flag, answer.Data[0]);
        Assert.Equal(accepted?.Contains("gzip") == true ? "gzip" : null, answer["grpc-encoding"]);
        if (flag == 0)
            return;
        using var gzip = new GZipStream(new MemoryStream(answer.Data[5..]), CompressionMode.Decompress);
        Assert.Equal(1000, SimpleResponse.Parser.ParseFrom(gzip).Payload.Body.Length);
    }

    internal static Task<RawExchange> SendBodyAsync(Uri server, string name) => RawRequest.CallAsync(
        server, RawRequest.Head(RawRequest.UnaryCall, ("grpc-encoding", Bodies[name].Encoding)), Bodies[name].Body);

    internal static Task<RawExchange> SendHeadAsync(Uri server, string name) =>
        RawRequest.CallAsync(server, RawRequest.Head(Heads[name].Path, Heads[name].Changes), EmptyMessage);

    static byte[] WithLastByteChanged(byte[] bytes) => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)];

    public sealed class Host : IAsyncLifetime
    {
        RpcHost _host = null!;

        public Uri Address => _host.Address;

        public async ValueTask InitializeAsync() => _host = await RpcHost.StartAsync();

        public async ValueTask DisposeAsync()
        {
            await _host.Handlers.Idle.Soon();
            Assert.Empty(_host.Log.Errors);
            await _host.DisposeAsync();
        }
    }
}
