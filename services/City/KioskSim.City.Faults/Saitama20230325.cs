using Grpc.Core;
using Grpc.Core.Interceptors;

namespace KioskSim.City.Faults;

/// <summary>
/// さいたま市, to 25 March 2023, and in the same way 新潟市 and 熊本市: certificates of seals that had been cancelled. The link between the city's
/// registers and the issuance server takes changes and loses them, while it goes on to say that all has been passed on.
/// </summary>
sealed class Saitama20230325(FaultSetting setting) : CityFault(setting)
{
    public static readonly FaultKind Kind = new(
        "saitama-2023-03-25",
        "住民記録のシステムから証明発行サーバーへの連携が、変更を受け取ったまま反映していませんでした。廃止した印鑑や転出した人の証明書が出ます。",
        "The link from the city's registers to the issuance server took changes and lost them. Cancelled seals and people who had moved away still got certificates.",
        UsualRate: 1, Breaks: ["barred-never-issued"], setting => new Saitama20230325(setting));

    public override Interceptor Link => new LosingLink(Strikes);

    /// <remarks>What strikes: that a row is lost. The first full load arrives; it is changes that do not.</remarks>
    sealed class LosingLink(Func<bool> loses) : Interceptor
    {
        bool _loaded;

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            _loaded |= context.Method.Name == "Confirm";
            return continuation(request, context);
        }

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            var call = continuation(context);
            return !_loaded ? call : new AsyncClientStreamingCall<TRequest, TResponse>(
                new LosingStream<TRequest>(call.RequestStream, loses), call.ResponseAsync, call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
        }
    }

    sealed class LosingStream<T>(IClientStreamWriter<T> stream, Func<bool> loses) : IClientStreamWriter<T>
    {
        public WriteOptions? WriteOptions
        {
            get => stream.WriteOptions;
            set => stream.WriteOptions = value;
        }

        public Task WriteAsync(T message) => loses() ? Task.CompletedTask : stream.WriteAsync(message);

        public Task WriteAsync(T message, CancellationToken cancellationToken) => loses() ? Task.CompletedTask : stream.WriteAsync(message, cancellationToken);

        public Task CompleteAsync() => stream.CompleteAsync();
    }
}
