using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.PrinterEmulator.Faults;
using KioskSim.Proof.Canaries;
using KioskSim.Telemetry.Tests.Otlp;
using KioskSim.Testing;
using CertificateKind = KioskSim.Domain.Values.CertificateKind;

namespace KioskSim.Telemetry.Tests;

/// <summary>
/// The services as processes, told of a collector by OpenTelemetry's own variables, and some people who come to their kiosk: who they are is known
/// (<see cref="People"/>), and everything that was sent is kept.
/// </summary>
public sealed class WatchedServices : IAsyncLifetime
{
    /// <summary>One with two copies, one refused, one who gives up, one whose paper jams, one who asks for use registration where one lives.</summary>
    public const int Visits = 5;

    /// <summary>The session of the last of them, whom the city refuses: it ends by itself after 15 minutes.</summary>
    public const int Lapsing = 1;

    // Strict where the kernel can: what leaves a kiosk by this way leaves it under the same rules.
    const string Settings = """
        { "lastScreen": "00:00:00", "settleRetry": "00:00:00.05", "jamPatience": "00:00:01",
          "centrePatience": "00:01:00", "wirePatience": "00:01:00", "printerPatience": "00:01:00", "strict": true }
        """;

    Collector _collector = null!;
    ProcessCluster _services = null!;

    internal Everything Everything { get; private set; } = null!;

    internal IReadOnlyList<Sent> Sent => _collector.Sent;

    internal List<Known> People { get; } = [];

    /// <summary>How the visits ended, in their order; null: well.</summary>
    internal List<FlowErrorCode?> Ends { get; } = [];

    /// <summary>What the fees were that were kept, and those that were paid back.</summary>
    internal int Kept { get; private set; }

    internal int PaidBack { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _collector = await Collector.StartAsync();
#pragma warning disable RS0030 // The test's composition root: simulated dates, real seconds.
        _services = new ProcessCluster(new()
        {
            World = TestWorld.Folder, WallClock = TimeProvider.System, Environment = Variables(_collector.Http),
            KioskSettings = StrictMechanisms.AreHere ? Settings : Settings.Replace("\"strict\": true", "\"strict\": false", StringComparison.Ordinal),
        });
#pragma warning restore RS0030
        await _services.StartAsync();
        await ComeAsync();
        await _collector.UntilAsync(Missing);
        Everything = Everything.In(_collector.Sent);
    }

    /// <summary>As whoever runs a service would set them; what is gathered is sent often, for a test waits for it.</summary>
    internal static Dictionary<string, string> Variables(Uri collector) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.ToString(),
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    public async ValueTask DisposeAsync()
    {
        await (_services?.DisposeAsync() ?? default);
        await (_collector?.DisposeAsync() ?? default);
    }

    static string Missing(Everything everything)
    {
        (string What, double Is, double Should)[] all =
        [
            ("traces of visits", everything.Visits.Sum(v => v.Count()), Visits), ("visits", everything.Sum("kiosksim.visits"), Visits),
            ("counts of kept fees", everything.Points.Count(p => p.Metric == "kiosksim.fees.kept"), 1),
            ("counts of fees paid back", everything.Points.Count(p => p.Metric == "kiosksim.fees.returned"), 1),
            ("sessions under way", everything.Sum("kiosksim.sessions.open"), Lapsing),
        ];
        return string.Join(", ", all.Where(a => a.Is != a.Should).Select(a => $"{a.What} {a.Is}, not {a.Should}"));
    }

    async Task ComeAsync()
    {
        var buyer = await KnowAsync("usable");
        var bought = await VisitAsync(buyer, CertificateOptions.WholeHousehold | CertificateOptions.IndividualNumber, copies: 2, buyer.Pin);
        (Kept, buyer.Document) = (bought.Paid, bought.Copies[0].Pdf.ToByteArray());

        var refused = await KnowAsync("revoked");
        await VisitAsync(refused, CertificateOptions.None, copies: 1, refused.Pin);
        await VisitAsync(buyer, CertificateOptions.None, copies: 1, pin: buyer.Pin == "0000" ? "1111" : "0000");

        var printer = _services.Cabinet.Printer;
        printer.Plan([new Fault(FaultKind.Jam, printer.SheetsPrinted + 1)]);
        await VisitAsync(buyer, CertificateOptions.None, copies: 1, buyer.Pin);
        PaidBack = Kept / 2; // of the two copies at first
        printer.Repair();

        await RegisterUseAsync(buyer);
    }

    async Task<Known> KnowAsync(string trait)
    {
        var person = Trait.Of(trait, _services.World.Summary.AsOf).Find(_services.World, ProcessCluster.City, TestWorld.Seed).First();
        var known = await Known.AskAsync(_services, person);
        People.Add(known);
        return known;
    }

    async Task<ErrandEnd> VisitAsync(Known who, CertificateOptions options, int copies, string pin)
    {
        using var citizen = _services.CitizenAt();
        var end = await citizen.RunAsync(
            new Errand(ProcessCluster.City, ProcessCluster.City, who.Id, CertificateKind.ResidentRecord, options, copies, pin), default);
        Ends.Add(end.Error);
        await citizen.Eyes.UntilAsync(end.Last.Number, default, ScreenKind.Welcome);
        return end;
    }

    // Types what nobody is called, so that it could be nowhere but from there.
    async Task RegisterUseAsync(Known who)
    {
        using var citizen = _services.CitizenAt();
        var screen = await citizen.Eyes.UntilAsync(0, default, ScreenKind.Welcome);
        screen = await citizen.ChooseUseRegistrationAsync(ProcessCluster.City, default);
        await citizen.InsertCardAsync(ProcessCluster.City, who.Id, default);
        screen = await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.EnterPin);
        await citizen.EnterPinAsync(screen, who.Pin, default);
        foreach (var text in (string[])[Visitor.Domicile, Visitor.Head, Visitor.Name, Visitor.BirthDate])
            await citizen.TypeAsync(text, default);
        screen = await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.Stopped, ScreenKind.UseApplied);
        Ends.Add((FlowErrorCode)screen.Error);
        await citizen.TakeCardAsync(default);
        await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.Welcome);
    }
}
