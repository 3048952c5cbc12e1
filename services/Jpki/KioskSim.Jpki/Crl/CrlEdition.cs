using System.Collections.Concurrent;
using System.Globalization;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Crl;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Crl;

/// <summary>
/// One day's revocation lists of a generation, all as of one moment and under one number: one of all that is revoked, and one for each
/// municipality, whose certificates name it as their distribution point. Holds are on them; certificates that have expired are not. Safe
/// for concurrent use.
/// </summary>
public sealed class CrlEdition
{
    readonly Generation _generation;
    readonly RevokedRow[] _revoked;
    readonly ILookup<long, RevokedRow> _ofMunicipality;
    readonly HashSet<MunicipalityCode> _municipalities;
    readonly Lazy<byte[]> _ofAll;
    readonly ConcurrentDictionary<MunicipalityCode, Lazy<byte[]>> _lists = [];

    internal CrlEdition(
        Generation generation,
        long number,
        DateTimeOffset thisUpdate,
        DateTimeOffset nextUpdate,
        RevokedRow[] revoked,
        HashSet<MunicipalityCode> municipalities)
    {
        (_generation, Number, ThisUpdate, NextUpdate) = (generation, number, thisUpdate, nextUpdate);
        (_revoked, _municipalities) = (revoked, municipalities);
        _ofMunicipality = revoked.ToLookup(row => row.Municipality);
        _ofAll = new Lazy<byte[]>(() => Write(_revoked, ofMunicipality: null));
    }

    public long Number { get; }

    public DateTimeOffset ThisUpdate { get; }

    public DateTimeOffset NextUpdate { get; }

    /// <summary>The list of all that the generation issued, DER.</summary>
    public byte[] OfAll() => _ofAll.Value;

    /// <summary>The list of one distribution point, DER.</summary>
    /// <returns>Null when the generation had issued nothing there.</returns>
    public byte[]? Of(MunicipalityCode municipality) => _municipalities.Contains(municipality)
        ? _lists.GetOrAdd(municipality, code => new Lazy<byte[]>(() => Write(_ofMunicipality[NumberOf(code)], code))).Value
        : null;

    byte[] Write(IEnumerable<RevokedRow> rows, MunicipalityCode? ofMunicipality) => CrlWriter.Write(
        _generation.Key, Number, ThisUpdate, NextUpdate, rows.Select(row => row.Entry),
        ofMunicipality is { } code ? JpkiProfile.DistributionPointName(code, _generation.Purpose) : null);

    static long NumberOf(MunicipalityCode code) => long.Parse(code.ToString(), CultureInfo.InvariantCulture);
}
