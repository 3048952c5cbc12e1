using KioskSim.Checkers.Evidence;

namespace KioskSim.Checkers.Properties;

/// <summary>Whether the books of four keepers say the same: coin slots and printers, the centre, the cities, and what people hold in their hands.</summary>
public sealed class SumsAgree : IChecker
{
    public Property Property => Catalogue.SumsAgree;

    public Verdict Check(WhatLeft left)
    {
        var (journal, visits) = (left.Journal.ToLookup(j => j.Kiosk), left.Visits.ToLookup(v => v.Kiosk.ToString()));
        return new(Property, left.Machines.Count + left.Ledger.Count, [.. left.Machines.SelectMany(m => Look(m, [.. journal[m.Kiosk]], [.. visits[m.Kiosk]])), .. Tokens(left)]);
    }

    static IEnumerable<Finding> Look(MachineBook machine, IReadOnlyList<JournalLine> journal, IReadOnlyList<Visit> visits)
    {
        if (machine.PutIn != machine.Box + machine.Taken + machine.ReturnTray + machine.Credit + machine.Held)
            yield return new(machine.Kiosk, "投入された現金の行き先が合いません", "money that was put in is not accounted for");
        if (machine.Box != journal.Sum(j => j.YenKept) || machine.Box != visits.Sum(v => v.YenGone))
            yield return new(machine.Kiosk, "金庫の額が、センターの記録又は利用者の支払と合いません", "the cash box, the centre's journal and what people paid differ");
        var delivered = journal.Sum(j => j.CopiesDelivered * (j.Sheets ?? 0));
        if (machine.SheetsPrinted != delivered || machine.SheetsPrinted != visits.Sum(v => v.Copies.Sum(c => c.Count / 2)))
            yield return new(machine.Kiosk, "印刷した枚数が、交付の記録又は利用者の手元の枚数と合いません", "sheets printed, sheets delivered by the journal and sheets in people's hands differ");
    }

    // A token that was redeemed is an issue with a number, of a session that the centre knows too. Of one that never was, the centre may not have heard
    // from the city at all.
    static IEnumerable<Finding> Tokens(WhatLeft left)
    {
        var journal = left.Journal.ToDictionary(j => j.Session);
        foreach (var line in left.Ledger)
        {
            if (!journal.TryGetValue(line.Session, out var session) || (session.City != line.City && (session.City is not null || line.Number is not null)))
                yield return new(line.Session, "センターの知らない交付です", "is an issue that the centre knows nothing of");
            else if (line.WasReleased && line.Number is null)
                yield return new(line.Session, "引換えのないまま交付が許可されています", "was released without a token being redeemed");
            else if ((session.YenKept, session.YenReturned, session.CopiesDelivered) != (line.YenKept, line.YenReturned, line.CopiesDelivered))
                yield return new(line.Session, "センターと市区町村の金額又は部数が違います", "has other amounts at the city than at the centre");
        }
    }
}
