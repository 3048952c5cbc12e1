using Grpc.Core;
using KioskSim.Cluster.Citizens;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Load.Fleet;

namespace KioskSim.Load.Tests.Fleet;

/// <summary>A visit that something goes wrong with is counted with all that it cost, or the books would seem to be wrong.</summary>
public sealed class WholeVisitTests
{
    static readonly MunicipalityCode City = MunicipalityCode.FromFiveDigits("48201");

    [Theory]
    [InlineData("TakePaper", 300)] // asked for again, and then it comes
    [InlineData("TakeMoney", 300)]
    [InlineData("InsertMoney", 0)]
    public async Task What_was_paid_and_for_which_receipt_is_known_however_the_visit_ends(string failing, int paid)
    {
        var machine = new Machine(failing);
        using var citizen = new Citizen(new KioskId("K0001"), new KioskTerminal.KioskTerminalClient(machine), new KioskHands.KioskHandsClient(machine));
        var visit = await WholeVisit.RunAsync(citizen, new Errand(City, City, "1", Domain.Values.CertificateKind.ResidentRecord, CertificateOptions.None, 1, ""));
        Assert.Equal("Internal", visit.Outcome);
        Assert.Equal(paid, visit.Paid);
        Assert.Equal(paid == 0 ? "" : "K0001-0000000001", visit.Receipt);
    }

    /// <summary>A machine that shows one visit's screens, one after another, and does not answer the first time that one thing is done.</summary>
    sealed class Machine(string failing) : CallInvoker
    {
        readonly Queue<Screen> _screens = new(
        [
            new Screen { Number = 1, Kind = ScreenKind.Welcome }, new Screen { Number = 2, Kind = ScreenKind.Confirm },
            new Screen { Number = 3, Kind = ScreenKind.Pay, YenDue = 300 }, new Screen { Number = 4, Kind = ScreenKind.TakePaper, Receipt = "K0001-0000000001" },
        ]);

        bool _failed;

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        {
            if (method.Name == failing && !_failed)
            {
                _failed = true;
                return Answer(Task.FromException<TResponse>(new FlowException(FlowErrorCode.Internal, "not answered")));
            }

            return Answer(Task.FromResult(Activator.CreateInstance<TResponse>()));
        }

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            new(new Screens<TResponse>(_screens), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

        static AsyncUnaryCall<T> Answer<T>(Task<T> answer) => new(answer, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    sealed class Screens<T>(Queue<Screen> screens) : IAsyncStreamReader<T>
    {
        public T Current { get; private set; } = default!;

        public Task<bool> MoveNext(CancellationToken stop)
        {
            if (!screens.TryDequeue(out var screen))
                return Task.FromResult(false);
            Current = (T)(object)screen;
            return Task.FromResult(true);
        }
    }
}
