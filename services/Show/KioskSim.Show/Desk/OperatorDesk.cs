using System.Globalization;
using KioskSim.Cluster;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Show.Glass;
using KioskSim.Show.Stages;
using KioskSim.Show.Stories;
using KioskSim.Show.Words;
using KioskSim.World;

namespace KioskSim.Show.Desk;

/// <summary>What an operator can set: who stands at the kiosk, what is broken, what time it is. Everything is done to the running services.</summary>
public sealed class OperatorDesk
{
    /// <summary>Services that may be down without the room itself going dark.</summary>
    static readonly string[] MayStop = ["jpki", "centre", "city"];

    readonly Stage _stage;
    readonly GlassDesk _glass;
    readonly StoryTeller _teller;

    internal OperatorDesk(Stage stage, GlassDesk glass, StoryTeller teller) => (_stage, _glass, _teller) = (stage, glass, teller);

    /// <summary>Hours worth showing.</summary>
    public static IReadOnlyList<(string Time, Said Name)> Hours { get; } =
    [
        ("2026-11-18T10:15", new("ふだん（水曜の10時15分）", "Usual: a Wednesday, 10:15")),
        ("2026-11-18T23:05", new("夜の23時5分（受付時間のあと）", "23:05, after service hours")),
        ("2026-12-31T10:15", new("年末（12月31日）", "Year-end: 31 December")),
        ("2026-11-28T18:00", new("保守の日（戸籍の証明書が止まる11月28日18時）", "Maintenance: 28 November, 18:00, no family registers")),
    ];

    /// <summary>Faults of the printer, by the names that its scripts have.</summary>
    public static IReadOnlyList<(string Fault, Said Name)> PrinterFaults { get; } =
    [
        ("jam", new("紙づまり", "Paper jam")),
        ("tray-empty", new("用紙切れ", "Out of paper")),
        ("toner-low", new("トナー残りわずか（印刷は続きます）", "Toner low (it prints on)")),
        ("power-off", new("プリンターの電源が切れている", "Printer switched off")),
    ];

    /// <summary>What time it is for the services.</summary>
    public DateTimeOffset Time => _stage.Cluster.Deployment.Clock.GetUtcNow().ToOffset(JapanTime.Offset);

    public IReadOnlyList<Visitor> Visitors => _glass.Visitors;

    public Visitor Standing => _glass.Standing;

    /// <summary>Cities of the world: code and name.</summary>
    public IReadOnlyList<(string Code, string Name)> Cities => [.. _stage.Cluster.World.Summary.Cities.Select(c => (c.Code, c.Name))];

    /// <summary>Every service: its name, whether it runs, and whether it may be stopped.</summary>
    public IReadOnlyList<(string Service, bool Runs, bool MayStop)> Status =>
        [.. _stage.Cluster.Services.Select(s => (s, _stage.Cluster.IsRunning(s), MayStop.Contains(s.Split('-')[0])))];

    /// <summary>What is wrong with the printer, as an operator has set it.</summary>
    public IReadOnlyList<string> Broken => _stage.PrinterFaults;

    /// <param name="number">In <see cref="Visitors"/>.</param>
    /// <exception cref="RefusedException">Not now, or nobody of that number.</exception>
    public void StepUp(int number) => StepUp(number >= 0 && number < Visitors.Count ? Visitors[number] : throw new RefusedException(DeskWords.NoSuchResident));

    /// <param name="city">Code of a city of the world.</param>
    /// <param name="resident">Its number of somebody who has a card.</param>
    /// <exception cref="RefusedException">Not now, or nobody of that number, or no card.</exception>
    public async Task StepUpAsync(string city, string resident, CancellationToken stop)
    {
        if (!MunicipalityCode.TryParse(city, out var code) || Cities.All(c => c.Code != city))
            throw new RefusedException(DeskWords.NoSuchCity);
        var number = resident.Trim();
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= 0 || NameOf(code, id) is not { } name)
            throw new RefusedException(DeskWords.NoSuchResident);
        try
        {
            await _stage.Cluster.Wallet.TakeOutAsync(code, number, stop); // a card that is new is made now, for which JPKI has to be there
        }
        catch (FlowException e)
        {
            throw new RefusedException(e.Code == FlowErrorCode.NoCard ? DeskWords.NoCard : Said.Of(e.Code));
        }

        StepUp(new Visitor(code, number, name, new($"住民番号 {number}", $"Resident {number}")));
    }

    /// <param name="fault">Of <see cref="PrinterFaults"/>.</param>
    /// <exception cref="RefusedException">A story is told, or there is no such fault.</exception>
    public void Break(string fault)
    {
        RefuseDuringStory();
        if (PrinterFaults.All(f => f.Fault != fault))
            throw new RefusedException(DeskWords.NoSuchFault);
        _stage.BreakPrinter(fault);
    }

    /// <exception cref="RefusedException">A story is told.</exception>
    public void Repair()
    {
        RefuseDuringStory();
        _stage.RepairPrinter();
    }

    /// <summary>Stops a service, or starts it again.</summary>
    /// <exception cref="RefusedException">A story is told, or it is no service that may be stopped.</exception>
    public async Task SetRunningAsync(string service, bool runs, CancellationToken stop)
    {
        RefuseDuringStory();
        if (!Status.Any(s => s.Service == service && s.MayStop))
            throw new RefusedException(DeskWords.NoSuchService);
        if (!runs)
            await MakeCardsAsync(stop);
        await _stage.SetRunningAsync(service, runs, stop);
    }

    /// <summary>Starts everything anew; all is in order then, and it is that time.</summary>
    /// <param name="time">As <c>2026-11-18T10:15</c>, in Japan.</param>
    /// <exception cref="RefusedException">A story is told, or the world says nothing about that time.</exception>
    public async Task ResetAsync(string time, CancellationToken stop)
    {
        RefuseDuringStory();
        if (!DateTime.TryParseExact(time, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            || Math.Abs(DateOnly.FromDateTime(at).DayNumber - _stage.Cluster.World.Summary.AsOf.DayNumber) > LocalCluster.MostDaysAway)
            throw new RefusedException(DeskWords.NoSuchTime);
        await _stage.ResetAsync(Circumstances.Usual with { At = new DateTimeOffset(at, JapanTime.Offset) }, stop);
    }

    void StepUp(Visitor visitor)
    {
        RefuseDuringStory();
        try
        {
            _glass.StepUp(visitor);
        }
        catch (FlowException)
        {
            throw new RefusedException(DeskWords.InTheMiddle);
        }
    }

    // A story whose stage is set by somebody else would come otherwise.
    void RefuseDuringStory()
    {
        if (_teller.Now is not null)
            throw new RefusedException(DeskWords.StoryIsTold);
    }

    // Cards are older than whatever goes out of order.
    async Task MakeCardsAsync(CancellationToken stop)
    {
        foreach (var visitor in Visitors.Append(Standing))
            await _stage.Cluster.Wallet.TakeOutAsync(visitor.City, visitor.Resident, stop);
    }

    // Opened apart, for the world of running services is not for several threads.
    string? NameOf(MunicipalityCode city, long resident)
    {
        using var world = WorldFolder.Open(_stage.Cluster.Options.World);
        return world.Register(city).Find(new ResidentId(resident))?.Name.Text;
    }
}
