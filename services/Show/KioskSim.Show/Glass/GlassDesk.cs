using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Show.Log;

namespace KioskSim.Show.Glass;

/// <summary>
/// One kiosk and who stands before it. What a browser touches is done by a citizen's finger and hands, over the same lines as always; what the
/// kiosk shows goes to everybody who looks on.
/// </summary>
public sealed class GlassDesk : IAsyncDisposable
{
    static readonly TimeSpan LooksAnew = TimeSpan.FromSeconds(1);

    static readonly Screen Dark = new() { Kind = ScreenKind.OutOfService };

    readonly ShowLog _log;
    readonly Lock _lock = new();
    LocalCluster _cluster;
    Citizen _citizen;
    CancellationTokenSource _closing = new();
    Task _watching = Task.CompletedTask;
    IReadOnlyList<PrintedCopy> _paper = [];
    Slots _slots;

    GlassDesk(LocalCluster cluster, IReadOnlyList<Visitor> visitors, ShowLog log)
    {
        (_cluster, _citizen, _log, Visitors, Standing) = (cluster, AtTheKioskOf(cluster), log, visitors, visitors[0]);
        Hand = new Hand(visitor => log.Add(new HandMoved(visitor)));
    }

    public Hand Hand { get; }

    /// <summary>Who may come.</summary>
    public IReadOnlyList<Visitor> Visitors { get; }

    /// <summary>Who stands there.</summary>
    public Visitor Standing { get; private set; }

    public Screen Screen { get; private set; } = Dark;

    public Slots Slots
    {
        get
        {
            lock (_lock)
                return _slots;
        }
    }

    /// <summary>Nothing has begun, and no card lies there.</summary>
    public bool NobodyIsAtIt => Screen.Kind == ScreenKind.Welcome && !Slots.CardOnReader;

    /// <summary>What the citizen took out of the tray last, a copy each.</summary>
    public IReadOnlyList<PrintedCopy> Paper => _paper;

    /// <summary>Returns when the kiosk serves somebody.</summary>
    internal static async Task<GlassDesk> OpenAsync(LocalCluster cluster, IReadOnlyList<Visitor> visitors, ShowLog log, CancellationToken stop)
    {
        var desk = new GlassDesk(cluster, visitors, log);
        // A kiosk that was just switched on asks the centre what there is, and says meanwhile that it is out of service.
        Screen screen;
        do
            screen = await desk._citizen.Eyes.NextAsync(stop);
        while (screen.Kind == ScreenKind.OutOfService);
        desk.Watch(screen);
        return desk;
    }

    /// <summary>Looks no more at a kiosk that is about to be gone; its last screen stays.</summary>
    internal async Task LeaveAsync()
    {
        if (_closing.IsCancellationRequested)
            return; // left already, and nothing came in its place
        await _closing.CancelAsync();
        await _watching;
        _citizen.Dispose();
        _closing.Dispose();
    }

    /// <summary>Goes to the kiosk of services that were started anew, with empty hands. Only after <see cref="LeaveAsync"/>.</summary>
    internal void Move(LocalCluster cluster)
    {
        (_closing, _cluster, _citizen, _paper, Screen) = (new CancellationTokenSource(), cluster, AtTheKioskOf(cluster), [], Dark);
        lock (_lock)
            _slots = default;
    }

    /// <summary>Returns when the first screen is seen. Only after <see cref="Move"/>.</summary>
    internal async Task LookAsync(CancellationToken stop) => Watch(await _citizen.Eyes.NextAsync(stop));

    void Watch(Screen first)
    {
        Show(first);
        _watching = WatchAsync();
    }

    public Task ChooseAsync(MunicipalityCode city, CertificateKind kind, CertificateOptions items, int copies, CancellationToken stop) =>
        _citizen.ChooseAsync(city, kind, items, copies, stop);

    public Task PressAsync(int place, CancellationToken stop) => _citizen.PressAsync(place, stop);

    /// <summary>The citizen keys in what only the citizen knows: the PIN comes to no browser.</summary>
    public async Task EnterPinAsync(CancellationToken stop)
    {
        var pin = await _cluster.Wallet.RememberPinAsync(Standing.City, Standing.Resident, stop);
        await _citizen.EnterPinAsync(Screen, pin.Reveal(), stop);
    }

    /// <summary>Somebody who does not know the PIN keys in one that is wrong.</summary>
    public async Task GuessPinAsync(CancellationToken stop)
    {
        var pin = (await _cluster.Wallet.RememberPinAsync(Standing.City, Standing.Resident, stop)).Reveal();
        await _citizen.EnterPinAsync(Screen, pin[..^1] + (char)('0' + (pin[^1] - '0' + 1) % 10), stop);
    }

    public Task ChooseMembersAsync(IEnumerable<int> places, CancellationToken stop) => _citizen.ChooseMembersAsync(places, stop);

    public Task ConfirmAsync(CancellationToken stop) => _citizen.ConfirmAsync(stop);

    public Task AskForTimeAsync(CancellationToken stop) => _citizen.AskForTimeAsync(stop);

    public Task CancelAsync(CancellationToken stop) => _citizen.CancelAsync(stop);

    public async Task InsertCardAsync(CancellationToken stop)
    {
        await _citizen.InsertCardAsync(Standing.City, Standing.Resident, stop);
        Change(s => s with { CardOnReader = true });
    }

    public async Task TakeCardAsync(CancellationToken stop)
    {
        await _citizen.TakeCardAsync(stop);
        Change(s => s with { CardOnReader = false });
    }

    public Task InsertMoneyAsync(int yen, CancellationToken stop) => _citizen.InsertMoneyAsync([yen], stop);

    /// <returns>Yen that lay there.</returns>
    public Task<int> TakeMoneyAsync(CancellationToken stop) => _citizen.TakeMoneyAsync(stop);

    public async Task TakePaperAsync(CancellationToken stop)
    {
        var taken = await _citizen.TakePaperAsync(stop);
        if (taken.Count > 0)
        {
            _paper = taken;
            _log.Add(new PaperTaken());
        }

        Change(s => s with { SheetsInTray = 0 });
    }

    /// <summary>Another citizen steps up. Only between two visits, and never with a card on the reader.</summary>
    /// <exception cref="FlowException">BadRequest: somebody is in the middle of it, or there is nobody of that number.</exception>
    public void StepUp(int number)
    {
        if (number < 0 || number >= Visitors.Count)
            throw new FlowException(FlowErrorCode.BadRequest, "There is nobody of that number.");
        StepUp(Visitors[number]);
    }

    /// <summary>The same, for somebody who need not be of the cast.</summary>
    /// <exception cref="FlowException">BadRequest: somebody is in the middle of it.</exception>
    internal void StepUp(Visitor visitor)
    {
        if (!NobodyIsAtIt)
            throw new FlowException(FlowErrorCode.BadRequest, "Nobody can step up now.");
        Standing = visitor;
        _paper = [];
        _log.Add(new SteppedUp(Standing));
    }

    public ValueTask DisposeAsync() => new(LeaveAsync());

    static Citizen AtTheKioskOf(LocalCluster cluster) => cluster.CitizenAt(cluster.Kiosks[0]);

    // A line may break, as when the lid of a laptop was closed: the last screen stays until the kiosk is looked at anew.
    async Task WatchAsync()
    {
        while (true)
        {
            try
            {
                while (true)
                    Show(await _citizen.Eyes.NextAsync(_closing.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or Grpc.Core.RpcException)
            {
                await Task.Delay(LooksAnew, _cluster.Deployment.Clock, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (_closing.IsCancellationRequested)
                return;
            _citizen.Dispose();
            _citizen = AtTheKioskOf(_cluster);
        }
    }

    void Show(Screen screen)
    {
        Screen = screen;
        if (screen.Kind == ScreenKind.Welcome)
            Hand.Release(); // first: whoever sees the screen may touch it
        _log.Add(new ScreenShown(screen));
        if (screen.Kind == ScreenKind.TakePaper)
            Change(s => s with { SheetsInTray = screen.Sheets });
        if (screen.Kind == ScreenKind.Welcome)
            Change(s => s with { SheetsInTray = 0 }); // taken, or drawn into the locked box
    }

    void Change(Func<Slots, Slots> change)
    {
        Slots now;
        lock (_lock)
        {
            now = change(_slots);
            if (now == _slots)
                return;
            _slots = now;
        }

        _log.Add(new SlotsChanged(now));
    }
}
