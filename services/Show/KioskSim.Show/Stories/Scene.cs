using KioskSim.Checkers.Evidence;
using KioskSim.Contracts.Cabinet;
using KioskSim.Devices;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Show.Glass;
using KioskSim.Show.Log;
using KioskSim.Show.Sheet;
using KioskSim.Show.Stages;
using KioskSim.Show.Words;

namespace KioskSim.Show.Stories;

/// <summary>Where a story happens: the stage, the kiosk, and whose story it is.</summary>
public sealed class Scene
{
    /// <summary>A busy machine is slow; one that does not answer at all is not what is told.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Yen that everybody in stories pays with.</summary>
    public const int Note = 1000;

    readonly ShowLog _log;
    readonly TimeProvider _clock;
    long _seenUntil;

    /// <param name="clock">How long something may take to happen.</param>
    internal Scene(Stage stage, GlassDesk desk, ShowLog log, Visitor who, TimeProvider clock) => (Stage, Desk, _log, Who, _clock) = (stage, desk, log, who, clock);

    internal Stage Stage { get; }

    public GlassDesk Desk { get; }

    public Visitor Who { get; }

    /// <summary>What the story's citizen has in hand.</summary>
    internal Papers? Papers { get; init; }

    internal InquiryVisit? Inquiry { get; init; }

    /// <summary>The devices of the kiosk, as whoever opens it with a key sees them.</summary>
    public Cabinet Machine => Stage.Cluster.Cabinets.All[Stage.Cluster.Kiosks[0]];

    /// <summary>Number of the receipt, as the kiosk last showed one.</summary>
    public string Receipt { get; set; } = "";

    /// <summary>Who came, and what each had in hand afterwards: what checkers look at.</summary>
    public List<Visit> Visits { get; } = [];

    /// <summary>Services in these circumstances, and the story's citizen before the kiosk.</summary>
    public async Task SetAsync(Circumstances circumstances, CancellationToken stop)
    {
        _seenUntil = await Stage.ResetAsync(circumstances, stop);
        Visits.Clear();
        await UntilAsync(s => s.Kind == ScreenKind.Welcome, stop);
        Desk.StepUp(Who);
    }

    /// <summary>Looks at the glass until it shows one of these.</summary>
    /// <exception cref="OtherwiseException">The kiosk stopped instead, or nothing happened.</exception>
    public Task<Screen> UntilAsync(CancellationToken stop, params IReadOnlyCollection<ScreenKind> kinds) => UntilAsync(s => kinds.Contains(s.Kind), stop);

    /// <summary>The same, of whatever can be seen on the glass; what was shown while nobody looked counts.</summary>
    public async Task<Screen> UntilAsync(Predicate<Screen> seen, CancellationToken stop)
    {
        try
        {
            return await LookAsync(seen, stop).WaitAsync(Patience, _clock, stop);
        }
        catch (TimeoutException)
        {
            throw new OtherwiseException(new(
                $"端末の画面がそのようになりません。いまの画面：{Desk.Screen.Japanese}", $"The kiosk does not come to show that. It shows: {Desk.Screen.English}"));
        }
    }

    /// <summary>Step 1, then the card and the right PIN.</summary>
    /// <returns>The screen that follows them: what is to be issued, or why not.</returns>
    public async Task<Screen> ApplyAsync(CertificateKind kind, CertificateOptions items, CancellationToken stop)
    {
        await ChooseAsync(kind, items, stop);
        await LayCardAsync(stop);
        await Desk.EnterPinAsync(stop);
        return await UntilAsync(stop, ScreenKind.Confirm, ScreenKind.Stopped);
    }

    public Task ChooseAsync(CertificateKind kind, CertificateOptions items, CancellationToken stop) => Desk.ChooseAsync(Who.City, kind, items, copies: 1, stop);

    /// <returns>The screen that asks for the PIN, or why it does not.</returns>
    public async Task<Screen> LayCardAsync(CancellationToken stop)
    {
        await Desk.InsertCardAsync(stop);
        return await UntilAsync(stop, ScreenKind.EnterPin, ScreenKind.Stopped);
    }

    /// <summary>Steps 8 to 10, from the screen that asks for confirmation.</summary>
    /// <returns>The screen that asks for the fee, or why not.</returns>
    public async Task<Screen> ConfirmAsync(CancellationToken stop)
    {
        await Desk.ConfirmAsync(stop);
        await Desk.TakeCardAsync(stop);
        return await UntilAsync(stop, ScreenKind.Pay, ScreenKind.Stopped);
    }

    /// <summary>Steps 11 to 14.</summary>
    /// <returns>The screen that says that paper lies there, or why not.</returns>
    public async Task<Screen> PayAsync(CancellationToken stop)
    {
        await Desk.InsertMoneyAsync(Note, stop);
        var screen = await UntilAsync(stop, ScreenKind.TakePaper, ScreenKind.Stopped);
        Receipt = screen.Receipt;
        return screen;
    }

    /// <summary>Steps 1 to 14, and that nothing stops them.</summary>
    /// <returns>The screen that says that paper lies there.</returns>
    public async Task<Screen> PrintAsync(CertificateKind kind, CertificateOptions items, CancellationToken stop)
    {
        Expect(await ApplyAsync(kind, items, stop), ScreenKind.Confirm);
        Expect(await ConfirmAsync(stop), ScreenKind.Pay);
        var screen = await PayAsync(stop);
        Expect(screen, ScreenKind.TakePaper);
        return screen;
    }

    /// <summary>A whole visit, until the citizen has paper and change in hand.</summary>
    /// <returns>The screen that said that paper lies there.</returns>
    public async Task<Screen> IssueAsync(CertificateKind kind, CertificateOptions items, CancellationToken stop)
    {
        var screen = await PrintAsync(kind, items, stop);
        await Desk.TakePaperAsync(stop);
        await Desk.TakeMoneyAsync(stop);
        return screen;
    }

    /// <summary>That no sheet came out and no money moved, as printer and coin slot have counted themselves.</summary>
    public IReadOnlyList<Fact> ExpectNothing()
    {
        var (sheets, yen) = (Machine.Printer.SheetsPrinted, Machine.Coins.PutIn.Amount);
        Expect(sheets == 0 && yen == 0, new($"用紙{sheets}枚、{yen}円が動きました。", $"{sheets} sheets and {yen} yen moved."));
        return [Facts.Sheets(sheets), Facts.PutIn(yen)];
    }

    /// <summary>Sees to it that what is told is so.</summary>
    public static void Expect(bool isSo, Said otherwise)
    {
        if (!isSo)
            throw new OtherwiseException(otherwise);
    }

    /// <summary>That a screen stands there and no other.</summary>
    public static void Expect(Screen screen, ScreenKind kind) => Expect(
        screen.Kind == kind, new($"端末は「{screen.Japanese}」と表示しました。", $"The kiosk shows: {screen.English}"));

    /// <summary>That the kiosk stopped, for this reason.</summary>
    public static void ExpectStop(Screen screen, FlowErrorCode why)
    {
        Expect(screen, ScreenKind.Stopped);
        var instead = Said.Of((FlowErrorCode)screen.Error);
        Expect(screen.Error == (int)why, new($"別の理由で止まりました。{instead.Japanese}", $"It stopped for another reason. {instead.English}"));
    }

    async Task<Screen> LookAsync(Predicate<Screen> seen, CancellationToken stop)
    {
        await foreach (var (number, what) in _log.FollowAsync(_seenUntil, stop))
        {
            _seenUntil = number;
            if (what is not ScreenShown { Screen: var screen })
                continue;
            if (seen(screen))
                return screen;
        }

        throw new OtherwiseException(new("サービスが途中で起動し直されました。", "The services were started anew in the middle of it."));
    }
}
