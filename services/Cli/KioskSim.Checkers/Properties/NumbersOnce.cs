using KioskSim.Checkers.Evidence;

namespace KioskSim.Checkers.Properties;

/// <summary>Whether a number stands for one thing: an issue number for one issue and one visit's sheets, a receipt for one session.</summary>
public sealed class NumbersOnce : IChecker
{
    public Property Property => Catalogue.NumbersOnce;

    public Verdict Check(WhatLeft left)
    {
        List<Finding> findings =
        [
            .. Twice(left.Ledger.Where(l => l.Number is not null), l => $"{l.City} {l.Number}", "台帳に発行番号が二度あります", "stands twice in the ledger"),
            .. Twice(left.Journal.Where(j => j.Receipt is not null), j => j.Receipt!, "領収書の番号が二度あります", "is the receipt of two sessions"),
            .. Twice(Printed(left), p => p, "同じ発行番号の用紙が2人に渡りました", "is on the sheets of two people"),
        ];
        return new Verdict(Property, left.Ledger.Count(l => l.Number is not null) + left.Journal.Count(j => j.Receipt is not null), findings);
    }

    // The copies of one visit bear one number; so do the sheets of a copy.
    static IEnumerable<string> Printed(WhatLeft left) => left.Visits.SelectMany(
        v => v.Copies.SelectMany(c => c).Select(f => $"{v.City} {f.Issue}").Distinct());

    static IEnumerable<Finding> Twice<T>(IEnumerable<T> all, Func<T, string> number, string japanese, string english) =>
        all.GroupBy(number).Where(g => g.Count() > 1).Select(g => new Finding(g.Key, japanese, english));
}
