using Grpc.Core;
using Grpc.Core.Interceptors;
using KioskSim.City.Issuance;
using KioskSim.Domain.Errors;

namespace KioskSim.City.Faults;

/// <summary>
/// 足立区, 22 March and 18 April 2023: an order that comes while the registers push a change fails, but its file stays in the queue. Whoever tries
/// again is given that file and leaves the new one behind, so that all looks well; the next person gets what was left behind. The centre told
/// of the errors, and each was closed with the remark that it had printed when it was tried again.
/// </summary>
sealed class Adachi20230418(FaultSetting setting) : CityFault(setting), IPrintRoom
{
    public static readonly FaultKind Kind = new(
        "adachi-2023-04-18",
        "住民記録の更新と交付が重なると交付はエラーになりますが、ファイルが残りました。本人がやり直すと正常に見え、残った分が次の人に渡ります。",
        "An order that met an update of the registers failed but left its file. When the person tried again all looked well, and the next person got what was left.",
        UsualRate: 0.5, Breaks: ["right-person"], setting => new Adachi20230418(setting));

    /// <summary>For how long the registers are busy with a change.</summary>
    static readonly TimeSpan Update = TimeSpan.FromSeconds(2);

    readonly Lock _lock = new();
    readonly Queue<OrderedImage> _files = [];
    DateTimeOffset _busyUntil = DateTimeOffset.MinValue;

    public override IPrintRoom PrintRoom => this;

    public override Interceptor Link => new Watch(this);

    /// <remarks>What strikes: that an order and an update are in each other's way while both are under way.</remarks>
    public Task<PrintImage> PrintAsync(PrintOrder order, Func<PrintImage> make)
    {
        var image = new OrderedImage(order, make());
        lock (_lock)
        {
            _files.Enqueue(image);
            return Clock.GetUtcNow() < _busyUntil && Strikes()
                ? throw new FlowException(FlowErrorCode.Internal, "the register is being updated")
                : Task.FromResult(HandOut(order, _files.Dequeue()));
        }
    }

    void Begin()
    {
        lock (_lock)
            _busyUntil = Clock.GetUtcNow() + Update;
    }

    sealed class Watch(Adachi20230418 fault) : Interceptor
    {
        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            fault.Begin();
            return continuation(context);
        }
    }
}
