using KioskSim.Load.Runs;

namespace KioskSim.Load.Tests.Runs;

/// <summary>Takes the same time for everybody, and at one moment stands still for a while.</summary>
sealed class SlowService(EventTime time, int places, TimeSpan each) : ILoadTarget
{
    public int Places => places;

    /// <summary>From when, and for how long, nothing is done.</summary>
    public (TimeSpan From, TimeSpan Length) Standstill { get; init; }

    public Func<long, VisitEnd> Ends { get; init; } = _ => new VisitEnd(VisitEnd.Delivered, 1, 200);

    public List<(long Number, int Place)> Visits { get; } = [];

    public async Task<VisitEnd> VisitAsync(long number, int place)
    {
        Visits.Add((number, place));
        var (begins, ends) = (time.Elapsed, time.Elapsed + each);
        if (begins < Standstill.From + Standstill.Length && ends > Standstill.From)
            ends = Standstill.From + Standstill.Length + (ends - (begins > Standstill.From ? begins : Standstill.From));
        await Task.Delay(ends - time.Elapsed, time);
        return Ends(number);
    }
}
