using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KioskSim.Checkers.Evidence;

namespace KioskSim.Checkers.Properties;

/// <summary>
/// Whether the cities' audits are as they were written, by the form that docs/audit-events.md gives, and whether each issue that was made and each
/// that was released stands in them.
/// </summary>
public sealed class AuditChainHolds : IChecker
{
    const long Issued = 201;
    const long Released = 203;

    public Property Property => Catalogue.AuditChainHolds;

    public Verdict Check(WhatLeft left) => new(Property, left.Audit.Count, [.. left.Audit.GroupBy(a => a.City).SelectMany(Chain), .. Missing(left)]);

    static IEnumerable<Finding> Chain(IGrouping<string, AuditLine> city)
    {
        var (number, previous) = (0L, new byte[SHA256.HashSizeInBytes]);
        foreach (var line in city.OrderBy(l => l.Number))
        {
            if (line.Number != ++number || !line.Previous.AsSpan().SequenceEqual(previous) || !line.Hash.AsSpan().SequenceEqual(HashOf(line)))
            {
                yield return new($"{city.Key} {line.Number}", "監査の記録がつながっていません", "does not follow what was written before it");
                yield break;
            }

            previous = line.Hash;
        }
    }

    static IEnumerable<Finding> Missing(WhatLeft left)
    {
        var written = left.Audit.Where(a => a.Session is not null).Select(a => (a.City, a.Session, a.Event)).ToHashSet();
        foreach (var line in left.Ledger)
        {
            if (line.WasReleased && !(written.Contains((line.City, line.Session, Issued)) && written.Contains((line.City, line.Session, Released))))
                yield return new(line.Session, "交付が監査の記録にありません", "was released and is not in the audit");
        }
    }

    static byte[] HashOf(AuditLine line)
    {
        using var form = new MemoryStream();
        form.Write("KioskSim audit 1"u8);
        form.Write(line.Previous);
        foreach (var field in (string?[])[line.City, Digits(line.Number), Digits(line.At), Digits(line.Event), line.Session, Digits(line.Resident), line.Reason])
        {
            var text = field is null ? [] : Encoding.UTF8.GetBytes(field);
            var length = new byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(length, field is null ? uint.MaxValue : (uint)text.Length);
            form.Write(length);
            form.Write(text);
        }

        return SHA256.HashData(form.ToArray());
    }

    static string? Digits(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
