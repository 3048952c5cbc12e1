using Grpc.Core;
using Grpc.Net.Client;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;

namespace KioskSim.Rpc.Tests.Features;

public sealed class CredentialsTests
{
    static readonly Handlers SayToken = new()
    {
        Unary = static (_, context) =>
        {
            var tokens = context.RequestHeaders.GetAll("x-token").Select(static entry => entry.Value);
            return Task.FromResult(new SimpleResponse { Username = string.Join(' ', tokens) });
        },
    };

    [Fact]
    public async Task Call_credentials_of_channel_and_call_are_sent_over_tls()
    {
        using var authority = new TestAuthority();
        await using var host = await SayToken.StartAsync(authority);
        AuthInterceptorContext? seen = null;
        var own = CallCredentials.FromInterceptor((context, metadata) =>
        {
            seen = context;
            metadata.Add("x-token", "call");
            return Task.CompletedTask;
        });
        var client = host.Client(static options => options.Credentials = ChannelCredentials.Create(
            ChannelCredentials.SecureSsl, CallCredentials.Compose(Token("one"), Token("two"))));
        var answer = await client.UnaryCallAsync(new SimpleRequest(), new CallOptions(credentials: own));
        Assert.Equal("one, two, call", answer.Username);
        Assert.Equal($"https://localhost:{host.Address.Port}/grpc.testing.TestService", seen!.ServiceUrl);
        Assert.Equal("UnaryCall", seen.MethodName);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "token")]
    public async Task Call_credentials_go_over_plaintext_only_where_that_is_asked_for(bool unsafely, string expected)
    {
        await using var host = await SayToken.StartAsync();
        var client = host.Client(options => options.UnsafeUseInsecureChannelCallCredentials = unsafely);
        var answer = await client.UnaryCallAsync(new SimpleRequest(), new CallOptions(credentials: Token("token")));
        Assert.Equal(expected, answer.Username);
    }

    [Fact]
    public async Task Credentials_that_cannot_be_had_fail_the_call_unauthenticated()
    {
        using var authority = new TestAuthority();
        await using var host = await SayToken.StartAsync(authority);
        var broken = CallCredentials.FromInterceptor(static (_, _) => throw new InvalidOperationException("No token."));
        var error = await Assert.ThrowsAsync<RpcException>(
            () => host.Client().UnaryCallAsync(new SimpleRequest(), new CallOptions(credentials: broken)).ResponseAsync);
        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
    }

    [Fact]
    public async Task The_names_in_a_client_certificate_are_the_callers_identity()
    {
        using var authority = new TestAuthority();
        AuthContext? seen = null;
        var peer = "";
        await using var host = await new Handlers
        {
            Unary = (_, context) =>
            {
                (seen, peer) = (context.AuthContext, context.Peer);
                return Task.FromResult(new SimpleResponse());
            },
        }.StartAsync(authority);
        await host.Client().UnaryCallAsync(new SimpleRequest());
        Assert.True(seen!.IsPeerAuthenticated);
        Assert.Equal("x509_subject_alternative_name", seen.PeerIdentityPropertyName);
        Assert.Equal([TestAuthority.ClientName], seen.PeerIdentity.Select(static property => property.Value));
        Assert.Equal([TestAuthority.ClientName], seen.FindPropertiesByName("x509_common_name").Select(static property => property.Value));
        Assert.Empty(seen.FindPropertiesByName("x509_nothing"));
        Assert.Matches("^ipv4:127\\.0\\.0\\.1:[0-9]+$", peer);
    }

    [Fact]
    public async Task A_caller_without_a_trusted_certificate_does_not_reach_a_handler()
    {
        using var authority = new TestAuthority();
        using var stranger = new TestAuthority();
        await using var host = await RpcHost.StartAsync(authority);
        foreach (var certificate in new[] { null, stranger.Client })
        {
            using var channel = GrpcChannel.ForAddress(
                host.Address, new GrpcChannelOptions { HttpHandler = authority.Handler(certificate), DisposeHttpClient = true });
            var call = new TestService.TestServiceClient(channel).EmptyCallAsync(new Empty());
            await call.ResponseAsync.FailsWith(StatusCode.Unavailable);
        }
        Assert.Equal(0, host.Handlers.Total);
    }

    [Fact]
    public async Task A_server_that_the_client_does_not_trust_gets_no_call()
    {
        using var authority = new TestAuthority();
        using var stranger = new TestAuthority();
        await using var host = await RpcHost.StartAsync(authority);
        using var channel = GrpcChannel.ForAddress(
            host.Address, new GrpcChannelOptions { HttpHandler = stranger.Handler(authority.Client), DisposeHttpClient = true });
        var call = new TestService.TestServiceClient(channel).EmptyCallAsync(new Empty());
        await call.ResponseAsync.FailsWith(StatusCode.Unavailable);
        Assert.Equal(0, host.Handlers.Total);
    }

    [Fact]
    public void Credentials_that_do_not_fit_the_address_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Channel("http://localhost", ChannelCredentials.SecureSsl));
        Assert.Throws<InvalidOperationException>(() => Channel("https://localhost", ChannelCredentials.Insecure));
        Assert.Throws<InvalidOperationException>(() => Channel("https://localhost", new SslCredentials("PEM")));
        Assert.Throws<ArgumentException>(() => Channel("localhost:80", null));
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(ChannelCredentials.Insecure, Token("t")));
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose(Token("t")));
        Channel("https://localhost", ChannelCredentials.SecureSsl).Dispose();
        Channel("http://localhost", ChannelCredentials.Insecure).Dispose();

        static GrpcChannel Channel(string address, ChannelCredentials? credentials) =>
            GrpcChannel.ForAddress(address, new GrpcChannelOptions { Credentials = credentials });
    }

    static CallCredentials Token(string token) => CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add("x-token", token);
        return Task.CompletedTask;
    });
}
