using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.BaseRegisters.Feed;

/// <summary>A register's households with what else the city core is told of their members.</summary>
public static class HouseholdEntries
{
    /// <summary>All, by number. Streams.</summary>
    public static IEnumerable<HouseholdEntry> Entries(this BaseRegister register)
    {
        using var certificates = new InStep<CardCertificate>(register.Certificates(), c => c.Resident);
        using var jukiCards = new InStep<JukiCardEntry>(register.JukiCards(), c => c.Resident);
        foreach (var household in register.Households())
        {
            yield return new(
                household, [.. household.Members.SelectMany(m => certificates.Of(m.Id))], [.. household.Members.SelectMany(m => jukiCards.Of(m.Id))]);
        }
    }

    /// <summary>One.</summary>
    /// <param name="phones">Certificates in phones, of which the register does not know.</param>
    public static HouseholdEntry Entry(this BaseRegister register, Household household, ILookup<ResidentId, CertificateSerial> phones) => new(
        household,
        [.. household.Members.SelectMany(m => register.CertificatesOf(m.Id).Concat(phones[m.Id]).Select(s => new CardCertificate(s, m.Id)))],
        [.. household.Members.SelectMany(m => register.JukiCardsOf(m.Id))]);

    /// <summary>Rows that come in the order in which residents are asked for.</summary>
    sealed class InStep<T>(IEnumerable<T> rows, Func<T, ResidentId> residentOf) : IDisposable
    {
        readonly IEnumerator<T> _rows = rows.GetEnumerator();
        bool? _more;

        public IEnumerable<T> Of(ResidentId resident)
        {
            _more ??= _rows.MoveNext();
            for (; _more.Value && residentOf(_rows.Current) == resident; _more = _rows.MoveNext())
                yield return _rows.Current;
        }

        public void Dispose() => _rows.Dispose();
    }
}
