using KioskSim.Domain.Flow;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Wiring;
using KioskSim.Hosting.Zones;
using KioskSim.LineFaults.Members;

namespace KioskSim.LineFaults.Tests.Work;

/// <summary>Lines with faults, a clock that a test sets, and services that only note what happens to them.</summary>
sealed class Run : IFaultyService
{
    readonly FaultyLines _lines;

    public Run(params string[] faults)
    {
        _lines = new FaultyLines(new LineFaultChoice(LineFault.ParseAll(faults), 1), Time, (role, name) =>
        {
            Asked = $"{role} {name}";
            return this;
        })
        {
            IsTime = true,
        };
    }

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 11, 18, 10, 15, 0, TimeSpan.FromHours(9)));

    public FaultyLines Lines => _lines;

    /// <summary>Of whom a service was asked for.</summary>
    public string? Asked { get; private set; }

    /// <summary>What happened to services.</summary>
    public List<string> Happened { get; } = [];

    /// <summary>The centre's cable to a city.</summary>
    public ICable ToCity => _lines.Lay(new Member(Zone.Lgwan, Party.Centre, "centre"), Party.City, "mizuho")!;

    public int Struck => _lines.Counts.Single().Struck;

    public void Kill(TimeSpan time) => Happened.Add($"killed for {time.TotalSeconds} s");

    public void FillDisk(TimeSpan time) => Happened.Add($"full for {time.TotalSeconds} s");
}
