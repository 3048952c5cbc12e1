using KioskSim.Checkers.Evidence;

namespace KioskSim.Checkers.Properties;

/// <summary>Whether each fee that was paid ended in a delivery or in a refund, once, for the centre, the city and the citizen's purse alike.</summary>
public sealed class PaidEndsOnce : IChecker
{
    public Property Property => Catalogue.PaidEndsOnce;

    public Verdict Check(WhatLeft left)
    {
        var paid = left.Journal.Where(j => j.WasPaid).ToList();
        var (cities, visits) = (left.Ledger.ToLookup(l => l.Session), left.Visits.ToLookup(v => v.Receipt));
        return new Verdict(Property, paid.Count, [.. paid.SelectMany(line => Look(line, [.. cities[line.Session]], line.Receipt is { } receipt ? [.. visits[receipt]] : []))]);
    }

    static IEnumerable<Finding> Look(JournalLine line, IReadOnlyList<LedgerLine> cities, IReadOnlyList<Visit> visits)
    {
        if (line.End is not (End.Delivered or End.Refunded))
            yield return Of(line, "支払われたのに、交付でも返金でも終わっていません", "was paid and ended in neither");
        if (line.YenKept + line.YenReturned != line.YenDue || (line.End == End.Delivered && line.YenReturned > 0))
            yield return Of(line, "受け取った額と返した額の合計が手数料と違います", "what was kept and what was returned do not make the fee");
        if (cities is not [var city] || city.End != line.End)
            yield return Of(line, "センターと市区町村とで、終わり方の記録が違います", "ended otherwise for the city than for the centre");
        if (visits is not [var visit] || visit.YenGone != line.YenKept)
            yield return Of(line, "本人が払った額と、記録が違います", "the citizen paid another amount than the books say");
    }

    static Finding Of(JournalLine line, string japanese, string english) => new(line.Receipt ?? line.Session, japanese, english);
}
