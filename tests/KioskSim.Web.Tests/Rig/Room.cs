using System.Globalization;
using System.Net;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Values;
using KioskSim.Kiosk;
using KioskSim.Registers;
using KioskSim.Show;
using KioskSim.Testing;
using KioskSim.World;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

// What happens in this process is what the map shows: one room at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace KioskSim.Web.Tests.Rig;

/// <summary>The meeting room: all services, the pages, and a real browser before them.</summary>
public class Room : IAsyncLifetime
{
    const string Chromium = "/usr/bin/chromium";

    readonly KioskSimCluster _cluster;
    ShowHost? _show;
    IPlaywright? _playwright;
    IBrowser? _browser;

    // A busy machine is not what a test is about.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public Room()
        : this(new KioskOptions { LastScreen = TimeSpan.Zero, Patience = Patience, PaymentPatience = Patience })
    {
    }

    /// <param name="kiosk">How patient it is.</param>
    protected Room(KioskOptions kiosk) => _cluster = new() { Tapped = true, KioskOptions = kiosk };

    public Uri Address => _show!.Address;

    /// <summary>All services, to stop and start.</summary>
    public LocalCluster Services => _cluster.Services;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        Assertions.SetDefaultExpectTimeout(60_000);
        await _cluster.InitializeAsync();
        _show = await ShowHost.StartAsync(_cluster.Services, new IPEndPoint(IPAddress.Loopback, 0), _cluster.Services.Deployment.Clock, NullLoggerFactory.Instance);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Somebody opens a browser of their own.</summary>
    /// <param name="networkLog">A file that the browser writes when it is closed: see <see cref="NetworkLog"/>.</param>
    /// <param name="calm">Whether its owner has asked for less motion.</param>
    public async Task<IPage> OpenAsync(string path = "", int width = 1280, int height = 720, string? networkLog = null, bool calm = false)
    {
        Assert.SkipWhen(_browser is null, $"{Chromium} is not installed");
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            RecordHarPath = networkLog,
            RecordHarContent = HarContentPolicy.Embed,
            ReducedMotion = calm ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
        });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(Address, path).ToString());
        return page;
    }

    /// <summary>All browsers are closed and no story is told: of what failed in one test the next knows nothing.</summary>
    public async ValueTask LeaveAsync()
    {
        if (_browser is null)
            return;
        foreach (var context in _browser.Contexts.ToList())
            await context.CloseAsync();
        using var http = new HttpClient { BaseAddress = Address };
        foreach (var what in (string[])["take-over", "end"])
            (await http.PostAsync(new Uri($"tell/{what}", UriKind.Relative), new FormUrlEncodedContent([]))).Dispose();
    }

    /// <summary>Name of the citizen who stands there.</summary>
    public string Standing => _show!.Standing.Name;

    /// <summary>What the citizen who stands there keys in.</summary>
    public async Task<string> PinAsync()
    {
        var visitor = _show!.Standing;
        return (await _cluster.Services.Wallet.RememberPinAsync(visitor.City, visitor.Resident, CancellationToken.None)).Reveal();
    }

    /// <summary>A card holder of the first city who is not of the cast.</summary>
    public static (string City, string Resident, string Name) SomebodyElse()
    {
        using var world = WorldFolder.Open(TestWorld.Folder);
        var city = new MunicipalityCode(world.Summary.Cities[0].Code);
        var person = Trait.Of("usable", world.Summary.AsOf).Find(world, city, TestWorld.Seed).First();
        return (city.ToString(), person.Id.ToString(), person.Name.Text);
    }

    /// <summary>What is in the certificate on the card and on the certificate on paper, as texts that nothing else has in it.</summary>
    public async Task<IReadOnlyList<string>> CertificateTextsAsync()
    {
        var visitor = _show!.Standing;
        var serial = await _cluster.Services.Wallet.SerialAsync(visitor.City, visitor.Resident, CancellationToken.None);
        lock (_cluster.Services.World)
        {
            var register = _cluster.Services.World.Register(visitor.City);
            var person = register.Find(new ResidentId(long.Parse(visitor.Resident, CultureInfo.InvariantCulture)))!;
            return [serial.ToString(), serial.Value.ToString(CultureInfo.InvariantCulture), register.Find(person.Household)!.Address, person.IndividualNumber.Reveal()];
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_show is not null)
        {
            await _show.DisposeAsync();
            await _cluster.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
