using KioskSim.Cluster.Citizens;
using KioskSim.Contracts.Cabinet;
using KioskSim.Proof.NothingStays;

namespace KioskSim.Residue.Tests;

/// <summary>Whatever happens at whatever place of steps 2 to 15, and however a session ends: nothing is found afterwards.</summary>
public sealed class EveryMomentTests(EveryMomentTests.Services services) : IClassFixture<EveryMomentTests.Services>
{
    // One of each blow, at the places where most is in the kiosk's hands; all of them where that is asked for.
    static readonly (string Place, Blow Blow)[] Usual =
    [
        ("4 kiosk Sign after", Blow.CardPulled),
        ("8 citizen TakeCard before", Blow.Killed),
        ("10 kiosk OpenAndCheck before", Blow.LineLost),
        ("10 kiosk OpenAndCheck after", Blow.Crashed),
        ("11 kiosk Hold after", Blow.DevicesLost),
        ("13 kiosk PrintJob before", Blow.Killed),
        ("13 kiosk PrintJob after", Blow.Stopped),
    ];

    static readonly string[] UsualEndings = ["refused: a wrong PIN", "cancelled at the fee", "jam and refund"];

    public static TheoryData<string, Blow> Moments =>
        [.. Depth.All ? from p in Places.All from b in Enum.GetValues<Blow>() select ($"{p}", b) : Usual];

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Nothing_is_found_when_it_happens_in_the_middle_000_39_002_08(string place, Blow blow)
    {
        var before = services.Moments.Findings.Count;
        var reached = await services.Moments.StrikeAsync(Places.All.Single(p => $"{p}" == place), blow, default);
        var findings = services.Moments.Findings.Skip(before).ToList();
        Assert.True(reached, $"{place} was never reached.");
        Assert.True(findings.All(f => f.Holds), Depth.Told(findings));
        Assert.Contains(findings, f => f.When == (blow is Blow.Killed or Blow.Crashed ? Moment.Dead : Moment.After));
    }

    public static TheoryData<string> Endings => Depth.All ? [.. Visits.Keys] : [.. UsualEndings];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Nothing_is_found_however_it_ends_000_39_002_08(string ending)
    {
        var (visit, last) = Visits[ending];
        var before = services.Moments.Findings.Count;
        if (ending == "jam and refund")
            services.Moments.Jam();
        await services.Moments.EndAsync(ending, visit, last, default);
        var findings = services.Moments.Findings.Skip(before).ToList();
        Assert.True(findings.All(f => f.Holds), Depth.Told(findings));
    }

    static readonly Dictionary<string, (Func<Citizen, Errand, Task<ScreenKind>> Visit, ScreenKind Last)> Visits = new()
    {
        ["delivered"] = (async (citizen, errand) => (await citizen.RunAsync(errand, default)).Last.Kind, ScreenKind.TakePaper),
        ["refused: a wrong PIN"] = (async (citizen, errand) => (await citizen.RunAsync(errand with { Pin = errand.Pin == "0000" ? "1111" : "0000" }, default)).Last.Kind, ScreenKind.EnterPin),
        ["cancelled at the PIN"] = (async (citizen, errand) => await CancelAsync(citizen, errand, ScreenKind.EnterPin), ScreenKind.Stopped),
        ["cancelled at the confirmation"] = (async (citizen, errand) => await CancelAsync(citizen, errand, ScreenKind.Confirm), ScreenKind.Stopped),
        ["cancelled at the fee"] = (async (citizen, errand) => await CancelAsync(citizen, errand, ScreenKind.Pay), ScreenKind.Stopped),
        ["nobody pays"] = (async (citizen, errand) =>
        {
            var screen = await ToAsync(citizen, errand, ScreenKind.Pay);
            return (await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.Stopped)).Kind;
        }, ScreenKind.Stopped),
        ["jam and refund"] = (async (citizen, errand) => (await citizen.RunAsync(errand, default)).Last.Kind, ScreenKind.Stopped),
    };

    static async Task<ScreenKind> CancelAsync(Citizen citizen, Errand errand, ScreenKind at)
    {
        var screen = await ToAsync(citizen, errand, at);
        var last = await citizen.CancelAsync(default);
        return last.Kind == at ? (await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.Stopped)).Kind : last.Kind;
    }

    static async Task<Screen> ToAsync(Citizen citizen, Errand errand, ScreenKind kind)
    {
        var screen = await citizen.Eyes.UntilAsync(0, default, ScreenKind.Welcome);
        screen = await citizen.ChooseAsync(errand.City, errand.Kind, errand.Options, errand.Copies, default);
        await citizen.InsertCardAsync(errand.Home, errand.Resident, default);
        screen = await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.EnterPin);
        if (kind == ScreenKind.EnterPin)
            return await citizen.EnterPinAsync(screen, errand.Pin[..3], default);
        screen = await citizen.EnterPinAsync(screen, errand.Pin, default);
        if (kind == ScreenKind.Confirm)
            return screen;
        screen = await citizen.ConfirmAsync(default);
        await citizen.TakeCardAsync(default);
        return await citizen.Eyes.UntilAsync(screen.Number, default, kind);
    }

    public sealed class Services : IAsyncLifetime
    {
        public EveryMoment Moments { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Depth.SkipUnlessPossible();
            Moments = await EveryMoment.StartAsync(Depth.Options with { KioskSettings = EveryMoment.Impatient }, default);
        }

        public async ValueTask DisposeAsync() => await (Moments?.DisposeAsync() ?? default);
    }
}
