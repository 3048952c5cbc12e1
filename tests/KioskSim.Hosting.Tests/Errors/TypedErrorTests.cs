using System.Net;
using System.Net.Sockets;
using System.Text;
using Grpc.Core;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Log;
using KioskSim.Hosting.Tests.Rig;

namespace KioskSim.Hosting.Tests.Errors;

public sealed class TypedErrorTests
{
    const string Marker = "a-name-that-must-not-cross";
    const string Trailer = "kiosksim-error-bin";

    public static TheoryData<FlowErrorCode> Codes() => [.. Enum.GetValues<FlowErrorCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_code_crosses_a_line_unchanged_and_its_detail_stays(FlowErrorCode code)
    {
        await using var line = await FailingAsync(new FlowException(code, Marker));
        var error = await line.Clerk().RefusedAsync();
        Assert.Equal((code, null), (error.Code, error.TriesLeft));
        Assert.DoesNotContain(Marker, Whole(error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Tries_left_cross_with_it(int tries)
    {
        await using var line = await FailingAsync(new FlowException(FlowErrorCode.WrongPin, triesLeft: tries));
        Assert.Equal(tries, (await line.Clerk().RefusedAsync()).TriesLeft);
    }

    [Fact]
    public async Task What_goes_wrong_inside_stays_inside()
    {
        await using var line = await FailingAsync(new InvalidOperationException(Marker, new FormatException(Marker)));
        var error = await line.Clerk().RefusedAsync();
        Assert.Equal(FlowErrorCode.Internal, error.Code);
        Assert.DoesNotContain(Marker, Whole(error), StringComparison.Ordinal);

        // The log says what and where, by type and place alone.
        var logged = Assert.Single(line.Log.Entries, e => e.Id.Id == LogEvents.CallFailed);
        Assert.Contains(nameof(InvalidOperationException), logged.Text, StringComparison.Ordinal);
        Assert.All(line.Log.Entries, e => Assert.DoesNotContain(Marker, e.Text + e.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument, FlowErrorCode.BadRequest)]
    [InlineData(StatusCode.Unimplemented, FlowErrorCode.BadRequest)]
    [InlineData(StatusCode.ResourceExhausted, FlowErrorCode.BadRequest)]
    [InlineData(StatusCode.PermissionDenied, FlowErrorCode.CallerNotAllowed)]
    [InlineData(StatusCode.Unauthenticated, FlowErrorCode.CallerNotAllowed)]
    [InlineData(StatusCode.Unavailable, FlowErrorCode.CentreUnreachable)]
    [InlineData(StatusCode.Internal, FlowErrorCode.CentreUnreachable)]
    [InlineData(StatusCode.Unknown, FlowErrorCode.CentreUnreachable)]
    [InlineData(StatusCode.Cancelled, FlowErrorCode.CentreUnreachable)]
    public async Task A_plain_status_becomes_the_code_it_means(StatusCode status, FlowErrorCode expected)
    {
        await using var line = await FailingAsync(new RpcException(new Status(status, "")));
        Assert.Equal(expected, await line.Clerk().CodeAsync());
    }

    [Theory]
    [InlineData("ff")] // no message
    [InlineData("")] // code 0
    [InlineData("08e707")] // code 999
    public async Task An_error_nobody_knows_is_told_by_its_status(string trailer)
    {
        var trailers = new Metadata { { Trailer, Convert.FromHexString(trailer) } };
        await using var line = await FailingAsync(new RpcException(new Status(StatusCode.InvalidArgument, ""), trailers));
        Assert.Equal(FlowErrorCode.BadRequest, await line.Clerk().CodeAsync());
    }

    [Theory]
    [InlineData(FlowErrorCode.CityUnreachable)]
    [InlineData(FlowErrorCode.JpkiUnreachable)]
    public async Task Nobody_at_the_other_end_is_the_code_that_the_channel_was_given(FlowErrorCode code)
    {
        await using var line = await TestLine.StartAsync();
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound, so that nobody else takes the port, and not listening
        var clerk = line.Clerk(options => options with { Address = (IPEndPoint)closed.LocalEndPoint!, Unreachable = code });
        Assert.Equal(code, await clerk.CodeAsync().Soon());
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_time_is_unreachable_and_learns_that_nobody_waits()
    {
        await using var line = await TestLine.StartAsync();
        var heard = false;
        var givenUp = new TaskCompletionSource();
        line.Desk.Handler = async (_, context) =>
        {
            heard = true;
            await using var noticed = context.CancellationToken.Register(() => givenUp.TrySetResult());
            await Task.Delay(Timeout.InfiniteTimeSpan, line.Clock, context.CancellationToken);
            return new ReceiptReply();
        };
        var clerk = line.Clerk(options => options with { Patience = TimeSpan.FromMilliseconds(200) });
        while (!heard) // what still waits for a handshake is given up before the service hears of it
            Assert.Equal(FlowErrorCode.CentreUnreachable, await clerk.CodeAsync().Soon());
        await givenUp.Task.Soon();
    }

    [Fact]
    public async Task A_call_that_its_caller_gives_up_is_a_cancellation_and_no_error()
    {
        await using var line = await TestLine.StartAsync();
        var arrived = new TaskCompletionSource();
        line.Desk.Handler = async (_, context) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, line.Clock, context.CancellationToken);
            return new ReceiptReply();
        };
        using var stop = new CancellationTokenSource();
        var call = line.Clerk().FindAsync(new ReceiptRequest(), cancellationToken: stop.Token).ResponseAsync;
        await arrived.Task.Soon();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
    }

    static async Task<TestLine> FailingAsync(Exception failure)
    {
        var line = await TestLine.StartAsync();
        line.Desk.Handler = (_, _) => Task.FromException<ReceiptReply>(failure);
        return line;
    }

    /// <summary>Everything that an error carries at the caller, its causes and their trailers included.</summary>
    static string Whole(Exception error)
    {
        var text = error.ToString();
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is RpcException rpc)
                text += rpc.Status.Detail + string.Concat(rpc.Trailers.Select(t => t.IsBinary ? Encoding.UTF8.GetString(t.ValueBytes) : t.Value));
        }

        return text;
    }
}
