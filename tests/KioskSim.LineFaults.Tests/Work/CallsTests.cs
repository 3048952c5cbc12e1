using Google.Protobuf;
using Grpc.Core;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Flow;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;

namespace KioskSim.LineFaults.Tests.Work;

/// <summary>What becomes of calls, and of services when they are called.</summary>
public sealed class CallsTests
{
    static readonly Marshaller<FlowError> AsBytes = Marshallers.Create(m => m.ToByteArray(), FlowError.Parser.ParseFrom);
    static readonly Method<FlowError, FlowError> Method = new(MethodType.Unary, "tests", "Call", AsBytes, AsBytes);

    [Fact]
    public async Task A_duplicate_arrives_twice_as_it_was_sent_and_the_first_answer_counts()
    {
        using var counted = new Counted();
        var (run, city) = (new Run("lgwan>city:duplicate@1"), new City());
        var request = new FlowError { Code = 7 };

        var call = Call(run.ToCity.Calls(city), request);
        request.Code = 0; // who has sent it may wipe it
        city.Calls[1].Answer.SetException(new RpcException(new Status(StatusCode.FailedPrecondition, "twice")));
        city.Calls[0].Answer.SetResult(new FlowError { Code = 1 });

        Assert.Equal(1, (await call).Code);
        Assert.Equal((2, 7, 1), (city.Calls.Count, city.Calls[1].Request.Code, run.Struck));
        Assert.Equal(["kiosksim.faults fault=duplicate: 1"], counted.Sums);
    }

    [Fact]
    public async Task A_call_is_held_until_the_next_has_overtaken_it()
    {
        var (run, city) = (new Run("lgwan>city:reorder=1s@1"), new City());
        var line = run.ToCity.Calls(city);

        var held = Call(line, new FlowError { Code = 1 });
        run.Lines.IsTime = false; // the next is not struck
        var next = Call(line, new FlowError { Code = 2 });

        (await city.First).Answer.SetResult(new FlowError { Code = 20 });
        (await city.Second).Answer.SetResult(new FlowError { Code = 10 });
        Assert.Equal((10, 20), ((await held).Code, (await next).Code));
        Assert.Equal([2, 1], city.Calls.Select(c => c.Request.Code));
    }

    [Fact]
    public async Task A_held_call_that_nobody_overtakes_goes_after_its_time()
    {
        var (run, city) = (new Run("lgwan>city:reorder=1s@1"), new City());

        var call = Call(run.ToCity.Calls(city), new FlowError { Code = 1 });
        run.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Empty(city.Calls);
        run.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await city.First).Answer.SetResult(new FlowError { Code = 2 });

        Assert.Equal(2, (await call).Code);
    }

    [Theory]
    [InlineData("city:killed=2s@1", "killed for 2 s")]
    [InlineData("city:disk-full=3s@1", "full for 3 s")]
    public void Something_happens_to_the_service_that_is_called_and_the_call_is_made(string fault, string happened)
    {
        var (run, city) = (new Run(fault), new City());

        Call(run.ToCity.Calls(city), new FlowError()).Dispose();

        Assert.Equal([happened], run.Happened);
        Assert.Equal(("city mizuho", 1), (run.Asked, city.Calls.Count));
    }

    [Fact]
    public void Nothing_happens_to_another_service_and_not_before_it_is_time()
    {
        var (other, early, city) = (new Run("jpki:killed@1"), new Run("city:killed@1"), new City());
        early.Lines.IsTime = false;

        Call(other.ToCity.Calls(city), new FlowError()).Dispose();
        Call(early.ToCity.Calls(city), new FlowError()).Dispose();

        Assert.Empty(other.Happened);
        Assert.Empty(early.Happened);
    }

    [Fact]
    public void Hands_and_glass_are_no_line() => Assert.Null(new Run("cabinet:reset@1").Lines.Lay(new Member(Zone.Cabinet, Party.Citizen, "citizen"), Party.Kiosk, "kiosk"));

    [Theory]
    [InlineData("city:clock-skew=5m@1", 300)]
    [InlineData("city:clock-skew=-5m@1", -300)]
    [InlineData("city:clock-skew=5m@0", 0)]
    [InlineData("jpki:clock-skew=5m@1", 0)]
    public void A_service_starts_with_the_clock_that_was_chosen_for_it_and_the_clock_goes_on(string fault, int seconds)
    {
        var run = new Run(fault);
        run.Lines.IsTime = false; // a service starts before anybody comes

        var clock = run.Lines.ClockOf(Party.City);
        run.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(seconds, (clock.GetUtcNow() - run.Time.GetUtcNow()).TotalSeconds);
    }

    static AsyncUnaryCall<FlowError> Call(CallInvoker line, FlowError request) => line.AsyncUnaryCall(Method, null, default, request);

    /// <summary>A service that answers when the test says so.</summary>
    sealed class City : OnlyUnary
    {
        readonly TaskCompletionSource<(FlowError, TaskCompletionSource<FlowError>)>[] _arrived =
            [.. Enumerable.Range(0, 2).Select(_ => new TaskCompletionSource<(FlowError, TaskCompletionSource<FlowError>)>(TaskCreationOptions.RunContinuationsAsynchronously))];

        public List<(FlowError Request, TaskCompletionSource<FlowError> Answer)> Calls { get; } = [];

        public Task<(FlowError Request, TaskCompletionSource<FlowError> Answer)> First => _arrived[0].Task;

        public Task<(FlowError Request, TaskCompletionSource<FlowError> Answer)> Second => _arrived[1].Task;

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        {
            var answer = new TaskCompletionSource<FlowError>();
            Calls.Add(((FlowError)(object)request, answer));
            _arrived[Calls.Count - 1].SetResult(Calls[^1]);
            return (AsyncUnaryCall<TResponse>)(object)Answer(answer.Task);
        }
    }
}
