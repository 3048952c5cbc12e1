using FsCheck;
using FsCheck.Fluent;
using KioskSim.City.Audit;

namespace KioskSim.City.Tests.Audit;

/// <summary>Whatever is done to a chain of entries is found, and the first entry that does not hold is named.</summary>
public sealed class AuditChainTests
{
    const ulong Seed = 301;

    static readonly Gen<AuditEntry> Entries =
        from at in Gen.Choose(0, 3)
        from what in Gen.Elements(101L, 201, 301)
        from session in Gen.Elements(null, "", "00000000000000000000000000000001", "00000000000000000000000000000002")
        from resident in Gen.Elements(null, (long?)0, 1, 12)
        from reason in Gen.Elements("", "12", "ResidentRecord", "住民票の写し")
        select new AuditEntry("482013", 0, at, what, session, resident, reason, [], []);

    static readonly Gen<List<AuditEntry>> Chains =
        from size in Gen.Choose(2, 12)
        from entries in Entries.ListOf(size)
        select Chain(entries);

    [Fact]
    public void A_chain_holds_and_its_head_is_the_hash_of_its_last_entry() => ForAll(Chains, chain =>
    {
        var verdict = AuditChain.Check(chain);
        Assert.Equal((true, chain.Count), (verdict.Holds, verdict.Entries));
        Assert.Equal(chain[^1].Hash, verdict.Head);
        Assert.All(chain, earlier => Assert.True(AuditChain.Check(chain, earlier.Hash).Holds)); // noted when it was the last
    });

    [Fact]
    public void An_empty_chain_holds()
    {
        Assert.Equal(AuditEntry.Beginning, AuditChain.Check([]).Head);
        Assert.True(AuditChain.Check([], AuditEntry.Beginning).Holds);
        Assert.Equal(AuditFault.CutOff, AuditChain.Check([], new byte[] { 1 }).Fault);
    }

    // What a field becomes is another value of its kind, or one that runs into the field beside it.
    public static TheoryData<string> Fields => ["municipality", "at", "event", "session", "resident", "reason", "previous", "hash", "session and resident", "resident and reason"];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Every_field_of_every_entry_is_held_fast(string field) => ForAll(Places(1), at =>
    {
        var (chain, place) = at;
        var (entry, spoilt) = (chain[place], Spoil(chain[place], field));
        chain[place] = spoilt;
        Assert.NotEqual(entry, spoilt);
        Expect(AuditFault.Altered, place, chain);
    });

    [Fact]
    public void An_entry_with_another_number_is_found() => ForAll(Places(1), at =>
    {
        var (chain, place) = at;
        var moved = chain[place] with { Number = chain.Count + 5 };
        chain.RemoveAt(place);
        chain.Add(moved);
        Expect(place == chain.Count - 1 ? AuditFault.Altered : AuditFault.Reordered, place, chain);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_entry_taken_out_of_the_middle_is_missed_also_when_the_rest_is_numbered_anew(bool numberedAnew) => ForAll(Places(2), at =>
    {
        var (chain, place) = at;
        chain.RemoveAt(place);
        Expect(AuditFault.Removed, place, numberedAnew ? Numbered(chain) : chain);
    });

    [Fact]
    public void Two_entries_that_changed_places_are_found() => ForAll(Places(2), at =>
    {
        var (chain, place) = at;
        var other = chain.Count - 1 > place ? chain.Count - 1 : place + 1;
        (chain[place], chain[other]) = (chain[other], chain[place]);
        Expect(AuditFault.Reordered, place, Numbered(chain));
    });

    [Fact]
    public void An_entry_put_in_between_is_found_at_itself_or_where_it_was_linked_in_at_the_next() => ForAll(Places(1), at =>
    {
        var (chain, place) = at;
        var loose = chain[place] with { Reason = "put in", Number = place + 1 };
        Expect(AuditFault.Inserted, place, Numbered([.. chain[..place], loose, .. chain[place..]]));

        var linked = loose.Sealed();
        Expect(AuditFault.Inserted, place + 1, Numbered([.. chain[..place], linked, .. chain[place..]]));
    });

    [Fact]
    public void What_was_cut_off_at_the_end_is_missed_by_a_hash_that_was_noted_and_by_nothing_else() => ForAll(Places(2), at =>
    {
        var (chain, place) = at;
        var (whole, cut) = (chain[^1].Hash, chain[..(place + 1)]);
        Assert.True(AuditChain.Check(cut).Holds);
        Assert.Equal((AuditFault.CutOff, place + 1), (AuditChain.Check(cut, whole).Fault, AuditChain.Check(cut, whole).Entries));
    });

    [Fact]
    public void A_chain_that_was_made_anew_holds_but_for_the_hash_that_was_noted()
    {
        var chain = Chain([Entry("a"), Entry("b"), Entry("c")]);
        var forged = Chain([Entry("a"), Entry("x"), Entry("c")]);
        Assert.True(AuditChain.Check(forged).Holds);
        Assert.Equal(AuditFault.CutOff, AuditChain.Check(forged, chain[^1].Hash).Fault);
    }

    static AuditEntry Entry(string reason) => new("482013", 0, 1, 101, null, 1, reason, [], []);

    static List<AuditEntry> Chain(IEnumerable<AuditEntry> entries)
    {
        var chain = new List<AuditEntry>();
        foreach (var entry in entries)
            chain.Add((entry with { Number = chain.Count + 1, Previous = chain.Count == 0 ? AuditEntry.Beginning : chain[^1].Hash }).Sealed());
        return chain;
    }

    static List<AuditEntry> Numbered(IEnumerable<AuditEntry> entries) => [.. entries.Select((e, i) => e with { Number = i + 1 })];

    static AuditEntry Spoil(AuditEntry entry, string field) => field switch
    {
        "municipality" => entry with { Municipality = "482021" },
        "at" => entry with { At = entry.At + 1 },
        "event" => entry with { Event = entry.Event + 1 },
        "session" => entry with { Session = entry.Session is null ? "" : null },
        "resident" => entry with { Resident = entry.Resident is null ? 0 : null },
        "reason" => entry with { Reason = entry.Reason + " " },
        "previous" => entry with { Previous = [.. entry.Previous[1..], (byte)(entry.Previous[0] ^ 1)] },
        "hash" => entry with { Hash = [.. entry.Hash[..^1], (byte)(entry.Hash[^1] ^ 1)] },
        "session and resident" => entry with { Session = entry.Session + "1", Resident = entry.Resident is 12 ? 2 : 12 },
        _ => entry with { Resident = entry.Resident is 1 ? 12 : 1, Reason = "2" + entry.Reason },
    };

    // A chain and a place in it, so that as many entries as said stand there or behind it.
    static Gen<(List<AuditEntry> Chain, int Place)> Places(int atLeast) =>
        from chain in Chains
        from place in Gen.Choose(0, chain.Count - atLeast)
        select (chain, place);

    static void Expect(AuditFault fault, int place, List<AuditEntry> chain)
    {
        var verdict = AuditChain.Check(chain);
        Assert.Equal((fault, place + 1), (verdict.Fault, verdict.FirstWrong));
    }

    static void ForAll<T>(Gen<T> gen, Action<T> holds) =>
        Prop.ForAll(gen.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithReplay(Seed, Seed + 2).WithMaxTest(100));
}
