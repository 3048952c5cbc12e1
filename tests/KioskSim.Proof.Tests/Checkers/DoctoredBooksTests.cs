using KioskSim.Checkers;
using KioskSim.Checkers.Evidence;
using KioskSim.Checkers.Properties;
using KioskSim.City.Audit;
using KioskSim.Proof.Tests.Rush;
using KioskSim.World;

namespace KioskSim.Proof.Tests.Checkers;

/// <summary>Each checker finds what somebody did to the evidence of a rush in which everything was right, and nothing in the evidence as it was.</summary>
public sealed class DoctoredBooksTests(OneWorld world) : IClassFixture<OneWorld>, IAsyncLifetime
{
    static readonly Dictionary<string, (Property Broken, Func<WhatLeft, WhatLeft> Do)> Doctorings = new()
    {
        ["two people's sheets are exchanged"] = (Catalogue.RightPerson, left => left with { Visits = Exchanged(left.Visits) }),
        ["a certificate of somebody whose seal was cancelled"] = (Catalogue.BarredNeverIssued, left => left with { Counter = [.. left.Counter, Cancelled(left)] }),
        ["a fee that came to no end"] = (Catalogue.PaidEndsOnce, left => left with { Journal = With(left.Journal, j => j.WasPaid, j => j with { End = End.Open }) }),
        ["a city that heard of another end"] = (Catalogue.PaidEndsOnce, left => left with { Ledger = With(left.Ledger, l => l.End == End.Delivered, l => l with { End = End.Refunded }) }),
        ["a citizen who paid twice"] = (Catalogue.PaidEndsOnce, left => left with { Visits = With(left.Visits, v => v.YenGone > 0, v => v with { YenGone = 2 * v.YenGone }) }),
        ["a number given twice"] = (Catalogue.NumbersOnce, left => left with { Ledger = With(left.Ledger, l => l.Number is not null, l => l with { Number = Numbers(left).Last() }) }),
        ["a receipt given twice"] = (Catalogue.NumbersOnce, left => left with { Journal = With(left.Journal, j => j.WasPaid, j => j with { Receipt = left.Journal.Last(k => k.WasPaid).Receipt }) }),
        ["a coin that nobody put in"] = (Catalogue.SumsAgree, left => left with { Machines = With(left.Machines, _ => true, m => m with { PutIn = m.PutIn + 10 }) }),
        ["a sheet that nobody has"] = (Catalogue.SumsAgree, left => left with { Machines = With(left.Machines, _ => true, m => m with { SheetsPrinted = m.SheetsPrinted + 1 }) }),
        ["an issue that the centre knows nothing of"] = (Catalogue.SumsAgree, left => left with { Journal = [.. left.Journal.Skip(1)] }),
        ["a reason written anew"] = (Catalogue.AuditChainHolds, left => left with { Audit = With(left.Audit, _ => true, a => a with { Reason = "another" }) }),
        ["an entry taken out"] = (Catalogue.AuditChainHolds, left => left with { Audit = [.. left.Audit.Where((_, i) => i != 1)] }),
        ["the audit cut off before the last certificate was handed out"] = (Catalogue.AuditChainHolds, left => left with { Audit = [.. left.Audit.Take(LastRelease(left))] }),
    };

    WhatLeft _left = null!;

    public static TheoryData<string> All => [.. Doctorings.Keys];

    public async ValueTask InitializeAsync() => _left = (await world.WholeRushAsync()).Left;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(All))]
    public void What_was_done_to_the_books_is_found_000_30_000_44(string what)
    {
        var (broken, doctor) = Doctorings[what];
        using var registers = WorldFolder.Open(world.Folder);
        var checker = AllCheckers.Of(registers).Single(c => c.Property == broken);

        Assert.Equal(Outcome.Holds, checker.Check(_left).Outcome);
        Assert.Equal(Outcome.Broken, checker.Check(doctor(_left)).Outcome);
    }

    [Fact]
    public void No_property_is_without_something_that_breaks_it() =>
        Assert.Equal(Catalogue.All.Select(p => p.Id), Doctorings.Values.Select(d => d.Broken).Distinct().OrderBy(p => Catalogue.All.Index().First(a => a.Item == p).Index).Select(p => p.Id));

    [Fact]
    public void Where_nothing_happened_nothing_is_said_to_hold()
    {
        using var registers = WorldFolder.Open(world.Folder);
        var nothing = new WhatLeft { Visits = [], Journal = [], Ledger = [], Audit = [], Machines = [] };

        Assert.All(AllCheckers.Of(registers), c => Assert.Equal(Outcome.NotSeen, c.Check(nothing).Outcome));
    }

    // The first that fits is changed.
    static IReadOnlyList<T> With<T>(IReadOnlyList<T> all, Func<T, bool> which, Func<T, T> change)
    {
        var at = all.Index().First(a => which(a.Item)).Index;
        return [.. all.Select((item, i) => i == at ? change(item) : item)];
    }

    static IReadOnlyList<Visit> Exchanged(IReadOnlyList<Visit> visits)
    {
        var (one, other) = (visits[0], visits[1]);
        return [one with { Copies = other.Copies }, other with { Copies = one.Copies }, .. visits.Skip(2)];
    }

    static int LastRelease(WhatLeft left) => left.Audit.Index().Last(a => a.Item.Event == (long)AuditEvent.CertificateReleased).Index;

    static IEnumerable<string> Numbers(WhatLeft left) => left.Ledger.Select(l => l.Number).OfType<string>();

    static CounterEntry Cancelled(WhatLeft left)
    {
        var served = left.Visits.First(v => v.Kind == Domain.Values.CertificateKind.SealRegistration && v.Copies.Count > 0);
        return new CounterEntry(served.Applicant, Change.SealCancelled, served.At.AddMinutes(-1));
    }
}
