using KioskSim.Card;
using KioskSim.Card.Slots;
using KioskSim.Card.Tests;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Session;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Kiosk.Tests.Stand;

/// <summary>
/// A kiosk with everything around it, and the hands of a citizen. Devices and centre outlive the kiosk: <see cref="Restart"/>.
/// Each wait of the kiosk has a length of its own, so that a test can let one of them run out.
/// </summary>
sealed class KioskStand : IAsyncDisposable
{
    public static readonly KioskOptions Waits = new()
    {
        Patience = TimeSpan.FromSeconds(60), PaymentPatience = TimeSpan.FromSeconds(120), WarnAfter = TimeSpan.FromSeconds(10), Warnings = 2,
        JamPatience = TimeSpan.FromSeconds(30), PrinterPoll = TimeSpan.FromSeconds(4), LastScreen = TimeSpan.FromSeconds(5),
        SettleRetry = TimeSpan.FromSeconds(1), CatalogueAge = TimeSpan.FromHours(1),
    };

    static readonly DateTimeOffset Start = new(2026, 11, 18, 10, 30, 0, TimeSpan.FromHours(9));

    CancellationTokenSource _power = new();
    Task _running = Task.CompletedTask;
    IAsyncEnumerator<Screen> _glass = null!;

    public KioskStand()
    {
        Coins = new FakeCoinSlot(() => Contacts);
        Tray = new FakeTray(() => Contacts);
        Printer = new FakePrinter(() => Contacts) { SheetsCome = sheets => Tray.Sheets.Set(Tray.Sheets.Value + sheets) };
        Lamp = new FakeLamp(() => Contacts);
        Centre = new FakeCentre(() => Contacts, Start);
    }

    public Contacts Contacts { get; private set; } = new();

    public ManualTime Clock { get; private set; } = new(Start);

    public FakeCoinSlot Coins { get; }

    public FakePrinter Printer { get; }

    public FakeTray Tray { get; }

    public FakeLamp Lamp { get; }

    public FakeCentre Centre { get; }

    public LocalSlot Slot { get; } = new();

    public ICard Card { get; set; } = TestCards.Card();

    public KioskUnit Unit { get; private set; } = null!;

    public Panel Panel => Unit.Panel;

    public CertificateOptions Options { get; set; }

    public Copies Copies { get; set; } = new(1);

    public int Warnings { get; init; } = Waits.Warnings;

    public void SwitchOn()
    {
        Unit = new KioskUnit(new KioskParts
        {
            Id = new KioskId("kiosk-1"), CardSlot = Slot, Coins = Coins, Printer = Printer, OutTray = Tray, Lamp = Lamp, Centre = Centre.Client, PinResets = Centre.PinResets,
            CityKeyAuthority = Centre.CityKeyAuthority, Clock = Clock, Entropy = new SeededEntropy(1, "kiosk"), Options = Waits with { Warnings = Warnings },
            Log = NullLoggerFactory.Instance,
        });
        _glass = Panel.WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        _running = Unit.RunAsync(_power.Token);
    }

    /// <summary>The power comes back after a cut: a new kiosk program among the devices of the old one, which hangs where it was cut.</summary>
    public void Restart()
    {
        NewLife();
        _power = new CancellationTokenSource();
        Slot.Remove();
        SwitchOn();
    }

    /// <summary>Contacts and clock of a new kiosk program, so that nothing reaches the old one.</summary>
    public void NewLife()
    {
        Contacts = new Contacts();
        Clock = new ManualTime(Clock.GetUtcNow());
    }

    /// <summary>Asks it to stop and waits until it has.</summary>
    public async Task StopAsync()
    {
        await _power.CancelAsync();
        await _running.Soon();
    }

    /// <summary>The next screen of one of these kinds; those before it are passed over.</summary>
    public async Task<Screen> SeeAsync(params ScreenKind[] kinds)
    {
        while (await _glass.MoveNextAsync().AsTask().Soon())
        {
            if (kinds.Contains(_glass.Current.Kind))
                return _glass.Current;
        }

        throw new InvalidOperationException("The glass went dark.");
    }

    /// <summary>Lets a wait run out once, which brings the screen.</summary>
    public async Task<Screen> WaitOnceAsync(TimeSpan wait, ScreenKind then)
    {
        await Clock.ArmedAsync(wait).Soon();
        Clock.Advance(wait);
        return await SeeAsync(then);
    }

    /// <summary>Lets a wait run out, again and again, until a screen is seen.</summary>
    public Task<Screen> WaitOutAsync(TimeSpan wait, ScreenKind until) => Clock.PassUntilAsync(wait, SeeAsync(until));

    public Task<Screen> TouchAsync(Touch touch) => Panel.TouchAsync(touch, CancellationToken.None).Soon();

    public async Task<Screen> TypeAsync(string pin)
    {
        var screen = Panel.Current;
        var pad = screen.Kind;
        foreach (var key in pin.Select(KeyOf).TakeWhile(_ => screen.Kind == pad))
            screen = await TouchAsync(new PressKey(screen.Pad.ToList().IndexOf(key)));
        return screen;

        static byte KeyOf(char character) => (byte)(char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10);
    }

    /// <summary>Goes as a citizen should until the screen is seen.</summary>
    public async Task<Screen> WalkToAsync(ScreenKind goal)
    {
        var screen = await WalkTowardsAsync(goal);
        Assert.Equal((goal, null), (screen.Kind, screen.Error));
        return screen;
    }

    /// <summary>The same, unless the session ends before: then its last screen.</summary>
    public async Task<Screen> WalkTowardsAsync(ScreenKind goal)
    {
        var screen = await SeeAsync(ScreenKind.Welcome);
        while (screen.Kind != goal && screen.Kind != ScreenKind.Stopped)
            screen = await SeeAsync(await StepFromAsync(screen.Kind), ScreenKind.Stopped);
        return screen;
    }

    /// <returns>The screen that should come next.</returns>
    async Task<ScreenKind> StepFromAsync(ScreenKind screen)
    {
        switch (screen)
        {
            case ScreenKind.Welcome:
                await TouchAsync(new Choose(FakeCentre.City, CertificateKind.ResidentRecord, Options, Copies));
                return ScreenKind.PlaceCard;
            case ScreenKind.PlaceCard:
                Slot.Insert(Card);
                return ScreenKind.EnterPin;
            case ScreenKind.EnterPin:
                await TypeAsync(TestCards.Pin);
                return Options.HasFlag(CertificateOptions.ChosenMembers) ? ScreenKind.ChooseMembers : ScreenKind.Confirm;
            case ScreenKind.Confirm:
                await TouchAsync(new Confirm());
                return ScreenKind.TakeCard;
            case ScreenKind.TakeCard:
                Slot.Remove();
                return ScreenKind.Pay;
            case ScreenKind.Pay:
                Coins.Insert(Panel.Current.Due.Amount);
                return ScreenKind.TakePaper;
            default:
                throw new InvalidOperationException($"There is no way on from {screen}.");
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
