namespace KioskSim.City.Audit;

/// <summary>What is wrong with the first entry of a chain that does not hold.</summary>
public enum AuditFault
{
    /// <summary>A field is not what it was when the entry was written.</summary>
    Altered = 1,

    /// <summary>Entries that stood before this one are gone.</summary>
    Removed,

    /// <summary>Something stands before this entry that was not there when it was written.</summary>
    Inserted,

    /// <summary>The entry stands in another's place, and another in its own.</summary>
    Reordered,

    /// <summary>The chain holds as far as it goes, but it has no entry with the hash that was noted earlier.</summary>
    CutOff,
}

/// <summary>Whether a chain holds.</summary>
/// <param name="Entries">How many hold, from the first.</param>
/// <param name="Head">Hash of the last of them: to be noted elsewhere, and shown to the next check.</param>
/// <param name="Fault">Null: all hold.</param>
public sealed record AuditVerdict(long Entries, byte[] Head, AuditFault? Fault = null)
{
    public bool Holds => Fault is null;

    /// <summary>The first entry that does not hold.</summary>
    public long FirstWrong => Entries + 1;
}

/// <summary>
/// Checks a chain of audit entries. Whoever can write to the database can make a new chain that holds: only a hash that was noted where
/// that hand does not reach shows it, and likewise that the end was cut off.
/// </summary>
public static class AuditChain
{
    /// <summary>So many entries may be gone, and the rest be numbered anew, and it is still said that they are gone.</summary>
    const int MostGone = 1000;

    /// <param name="entries">Of one city, by number. What is wrong is looked for in a second pass.</param>
    /// <param name="noted">The head of an earlier check; null: none was noted.</param>
    public static AuditVerdict Check(IEnumerable<AuditEntry> entries, byte[]? noted = null)
    {
        var (count, head) = (0L, AuditEntry.Beginning);
        var seen = IsNoted(head);
        foreach (var entry in entries)
        {
            if (!Follows(entry, count + 1, head))
                return new AuditVerdict(count, head, FaultOf(entry, entries, count + 1, head));
            (count, head) = (entry.Number, entry.Hash);
            seen |= IsNoted(head);
        }

        return new AuditVerdict(count, head, seen ? null : AuditFault.CutOff);

        bool IsNoted(byte[] hash) => noted is null || noted.AsSpan().SequenceEqual(hash);
    }

    static bool Follows(AuditEntry entry, long number, byte[] previous) =>
        entry.Number == number && entry.Previous.AsSpan().SequenceEqual(previous) && entry.ComputeHash().AsSpan().SequenceEqual(entry.Hash);

    static AuditFault FaultOf(AuditEntry wrong, IEnumerable<AuditEntry> entries, long place, byte[] previous)
    {
        // Written for this place, wherever it stands now; so is what stands here, where only its number was changed.
        var meant = entries.FirstOrDefault(e => Follows(e with { Number = place }, place, previous));
        if (meant is not null)
        {
            return meant.Number == wrong.Number ? AuditFault.Altered
                : wrong.Number > place || PlaceOf(wrong, entries) is { } other && other != wrong.Number ? AuditFault.Reordered
                : AuditFault.Inserted;
        }

        if (wrong.Number > place)
            return AuditFault.Removed;
        var written = PlaceOf(wrong, entries) ?? place;
        return written > place ? AuditFault.Removed : written < place ? AuditFault.Inserted : AuditFault.Altered;
    }

    // The place that an entry was written for, where it is whole but for its number.
    static long? PlaceOf(AuditEntry entry, IEnumerable<AuditEntry> entries)
    {
        var last = entries.Last().Number + MostGone;
        for (var number = Math.Min(entry.Number, 1); number <= last; number++)
        {
            if ((entry with { Number = number }).ComputeHash().AsSpan().SequenceEqual(entry.Hash))
                return number;
        }

        return null;
    }
}
