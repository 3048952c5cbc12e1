using Grpc.Core;
using Grpc.Net.Client;

namespace KioskSim.Rpc.Client.Calls;

/// <summary>Starts the calls of a channel.</summary>
sealed class HttpCallInvoker(GrpcChannel channel) : CallInvoker
{
    static readonly Func<object, Task<Metadata>> Headers = static call => ((ClientCall)call).HeadersAsync();
    static readonly Func<object, Status> Status = static call => ((ClientCall)call).GetStatus();
    static readonly Func<object, Metadata> Trailers = static call => ((ClientCall)call).GetTrailers();
    static readonly Action<object> Dispose = static call => ((ClientCall)call).Lifetime.Dispose();

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        using var call = AsyncUnaryCall(method, host, options, request);
        return call.GetAwaiter().GetResult();
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = Call(method, host, options);
        call.StartWith(request);
        return new(call.ReadSingle(), Headers, Status, Trailers, Dispose, call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = Call(method, host, options);
        call.StartWith(request);
        return new(call.ReadStream(), Headers, Status, Trailers, Dispose, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = Call(method, host, options);
        var requests = call.StartStream();
        var answer = call.ReadSingle();
        requests.Answer = answer;
        return new(requests, answer, Headers, Status, Trailers, Dispose, call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = Call(method, host, options);
        var requests = call.StartStream();
        return new(requests, call.ReadStream(), Headers, Status, Trailers, Dispose, call);
    }

    MessageCall<TRequest, TResponse> Call<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
        where TRequest : class
        where TResponse : class => new(channel, method, host, options);
}
