using System.Collections.Frozen;
using KioskSim.City.Municipalities;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Fonts;

namespace KioskSim.City.Issuance;

/// <summary>A city as this server serves it: what it offers, its keys, and the press that prints in its name.</summary>
public sealed record ServedCity(Municipality Municipality, CityKeys Keys, CertificatePress Press);

/// <summary>The cities of this server: one, or many (LGWAN-ASP, 001-44).</summary>
public sealed class ServedCities(IEnumerable<(Municipality Municipality, CityKeys Keys)> cities, FontSet fonts)
{
    readonly FrozenDictionary<MunicipalityCode, ServedCity> _cities = cities.ToFrozenDictionary(
        c => c.Municipality.Code, c => new ServedCity(c.Municipality, c.Keys, new CertificatePress(fonts, c.Municipality.Issuer)));

    public IEnumerable<ServedCity> All => _cities.Values.OrderBy(c => c.Municipality.Code.ToString(), StringComparer.Ordinal);

    /// <exception cref="FlowException"><see cref="FlowErrorCode.MunicipalityUnknown"/></exception>
    public ServedCity Of(MunicipalityCode code) => _cities.GetValueOrDefault(code) ?? throw new FlowException(FlowErrorCode.MunicipalityUnknown);
}
