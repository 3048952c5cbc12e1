using Grpc.Net.Client;
using Grpc.HealthCheck;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace KioskSim.Rpc.Tests.Interop;

/// <summary>Our client against our server and grpcio's, in plaintext and with mutual TLS.</summary>
public sealed class OurClientInteropTests(OurClientInteropTests.Servers servers) : IClassFixture<OurClientInteropTests.Servers>
{
    public static TheoryData<string, bool> Cases => Matrix(ClientCases.All.Keys);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Our_client_agrees_with_our_server(string name, bool tls)
    {
        await using var host = await RpcHost.StartAsync(tls ? servers.Authority : null);
        await RunAsync(name, host.Channel(static options => options.MaxReceiveMessageSize = null));
        await host.Handlers.Idle.Soon();
        Assert.Empty(host.Log.Errors);
    }

    // grpcio 1.51 breaks the connection at binary values joined with a comma. The protocol allows joining, and SocketsHttpHandler always
    // joins: to such a peer, binary metadata goes under one key a value.
    public static TheoryData<string, bool> CasesForGrpcio =>
        Matrix(ClientCases.All.Keys.Where(static name => name != "repeated_binary_metadata"));

    [Theory]
    [MemberData(nameof(CasesForGrpcio))]
    public async Task Our_client_agrees_with_grpcio_as_server(string name, bool tls)
    {
        PythonPeer.Require();
        using var channel = await servers.PythonAsync(tls);
        await RunAsync(name, channel);
    }

    static Task RunAsync(string name, GrpcChannel channel)
    {
        var invoker = channel.CreateCallInvoker();
        return ClientCases.All[name](new TestService.TestServiceClient(invoker), invoker);
    }

    internal static TheoryData<string, bool> Matrix(IEnumerable<string> names)
    {
        var rows = new TheoryData<string, bool>();
        foreach (var name in names)
        {
            rows.Add(name, false);
            rows.Add(name, true);
        }
        return rows;
    }

    /// <summary>A Python server in plaintext and one over TLS, started when first asked for.</summary>
    public sealed class Servers : IDisposable
    {
        readonly Dictionary<bool, (PythonPeer Peer, int Port)> _peers = [];

        internal TestAuthority Authority { get; } = new();

        public async Task<GrpcChannel> PythonAsync(bool tls)
        {
            if (!_peers.TryGetValue(tls, out var server))
                _peers[tls] = server = await PythonPeer.ServeAsync(tls ? Authority : null);
            return GrpcChannel.ForAddress(
                $"{(tls ? "https" : "http")}://localhost:{server.Port}",
                new GrpcChannelOptions
                {
                    HttpHandler = tls ? Authority.Handler(Authority.Client) : null,
                    DisposeHttpClient = tls,
                    MaxReceiveMessageSize = null,
                });
        }

        public void Dispose()
        {
            foreach (var (peer, _) in _peers.Values)
                peer.Dispose();
            Authority.Dispose();
        }
    }
}

/// <summary>grpcio's client against our server. One process runs every case; each row looks at one of them.</summary>
public sealed class PythonClientInteropTests(PythonClientInteropTests.Runs runs) : IClassFixture<PythonClientInteropTests.Runs>
{
    public static TheoryData<string, bool> Cases => OurClientInteropTests.Matrix(
    [
        "empty_unary", "large_unary", "client_streaming", "server_streaming", "ping_pong", "empty_stream", "cancel_after_begin",
        "cancel_after_first_response", "timeout_on_sleeping_server", "server_keeps_the_deadline", "status_code_and_message",
        "special_status_message", "unimplemented_method", "unimplemented_service", "custom_metadata", "client_compressed_unary",
        "deflate_from_the_client", "server_compressed_unary", "server_compressed_streaming", "six_kilobytes_of_metadata",
        "repeated_binary_metadata", "five_mebibytes_refused", "eight_mebibytes_through_flow_control", "a_hundred_at_once", "health_check",
    ]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Grpcio_as_client_agrees_with_our_server(string name, bool tls)
    {
        PythonPeer.Require();
        var results = await runs.RunAsync(tls);
        Assert.Equal("ok", results.GetValueOrDefault(name, "the case did not run"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_case_that_grpcio_runs_goes_unchecked(bool tls)
    {
        PythonPeer.Require();
        var results = await runs.RunAsync(tls);
        Assert.Equal(Cases.Select(static row => row.Data.Item1).Distinct().Order(), results.Keys.Order());
    }

    public sealed class Runs
    {
        readonly Dictionary<bool, IReadOnlyDictionary<string, string>> _results = [];

        public async Task<IReadOnlyDictionary<string, string>> RunAsync(bool tls)
        {
            if (_results.TryGetValue(tls, out var results))
                return results;
            using var authority = tls ? new TestAuthority() : null;
            await using var host = await RpcHost.StartAsync(
                authority,
                services: static services => services.AddSingleton<HealthServiceImpl>(),
                map: static app =>
                {
                    app.MapGrpcService<TestServiceImpl>();
                    app.MapGrpcService<HealthServiceImpl>();
                    app.Services.GetRequiredService<HealthServiceImpl>()
                        .SetStatus("grpc.testing.TestService", ServingStatus.Serving);
                });
            results = _results[tls] = await PythonPeer.RunCasesAsync(host.Address, authority);
            await host.Handlers.Idle.Soon();
            Assert.Empty(host.Log.Errors);
            return results;
        }
    }
}
