using System.Threading.Channels;
using KioskSim.City.Issuance;
using KioskSim.Domain.Errors;

namespace KioskSim.City.Faults;

/// <summary>
/// 横浜市, 27 March 2023: one order is printed at a time, and who has the turn takes the next file that the printing leaves in the tray. An order
/// that waits too long is given up and its turn passed on, but its job goes on: the next in turn finds the other's file in the tray, leaves its
/// own there, and so on for everybody who comes after.
/// </summary>
sealed class Yokohama20230327(FaultSetting setting) : CityFault(setting), IPrintRoom
{
    public static readonly FaultKind Kind = new(
        "yokohama-2023-03-27",
        "印刷の処理が混み合って制限時間を超えると、順番待ちの鍵だけが解かれ、処理そのものは取り消されませんでした。次の人が、残った前の人のファイルを取り出します。",
        "When printing was so busy that a time limit passed, the lock was released but the job was not cancelled. The next person took the file that the one before had left.",
        UsualRate: 0.5, Breaks: ["right-person"], setting => new Yokohama20230327(setting));

    static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(2);

    /// <summary>How long a job takes when the machine is as busy as on that Monday.</summary>
    static readonly TimeSpan Busy = TimeSpan.FromSeconds(3);

    readonly SemaphoreSlim _turn = new(1);
    readonly SemaphoreSlim _machine = new(1);
    readonly Channel<Task<OrderedImage>> _tray = Channel.CreateUnbounded<Task<OrderedImage>>();

    public override IPrintRoom PrintRoom => this;

    /// <remarks>What strikes: that the machine is busy.</remarks>
    public async Task<PrintImage> PrintAsync(PrintOrder order, Func<PrintImage> make)
    {
        await _turn.WaitAsync();
        try
        {
            _ = RunAsync(order, make);
            using var limit = new CancellationTokenSource(TimeOut, Clock);
            var next = await _tray.Reader.ReadAsync(limit.Token);
            return HandOut(order, await next);
        }
        catch (OperationCanceledException)
        {
            throw new FlowException(FlowErrorCode.CityUnreachable, "printing took too long");
        }
        finally
        {
            _turn.Release(); // and nothing else: here the job ought to be cancelled, or its file thrown away
        }
    }

    async Task RunAsync(PrintOrder order, Func<PrintImage> make)
    {
        var image = OnMachineAsync(order, make);
        await ((Task)image).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext); // a job that fails leaves its failure in the tray
        _tray.Writer.TryWrite(image);
    }

    async Task<OrderedImage> OnMachineAsync(PrintOrder order, Func<PrintImage> make)
    {
        await _machine.WaitAsync();
        try
        {
            if (Strikes())
                await Task.Delay(Busy, Clock);
            return new OrderedImage(order, make());
        }
        finally
        {
            _machine.Release();
        }
    }
}
