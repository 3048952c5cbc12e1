using System.Collections.Frozen;
using System.Security.Cryptography;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Envelope.Parcels;
using KioskSim.Paper.Ground;

namespace KioskSim.Inquiry;

/// <summary>In Japanese and English.</summary>
public sealed record CityName(string Japanese, string English);

/// <summary>A city that takes part.</summary>
/// <param name="SigningCertificates">Of every key that it has signed with, DER: sheets are checked years after they were printed.</param>
public sealed record KnownCity(MunicipalityCode Code, CityName Name, IReadOnlyList<byte[]> SigningCertificates)
{
    /// <summary>Under its certificates (000-55): whoever compares a front has to know what else is on the paper.</summary>
    public GroundWord GroundWord { get; init; } = GroundWord.Duplicate;
}

/// <summary>The cities whose signatures this site believes.</summary>
/// <param name="authority">The local governments' authority, DER.</param>
public sealed class KnownCities(IEnumerable<KnownCity> cities, byte[] authority)
{
    readonly FrozenDictionary<MunicipalityCode, KnownCity> _cities = cities.ToFrozenDictionary(c => c.Code);

    /// <returns>Null: nobody that is known.</returns>
    public CityName? SignerOf(FrontParcel.OpenedFront front) =>
        _cities.TryGetValue(front.Municipality, out var city) && city.SigningCertificates.Any(c => Signed(c, front)) ? city.Name : null;

    bool Signed(byte[] certificate, FrontParcel.OpenedFront front)
    {
        try
        {
            using ECDsa key = CityCertificate.ReadSigningKey(certificate, front.Municipality, authority, front.IssuedAt);
            return front.IsSignedBy(key);
        }
        catch (FlowException)
        {
            return false; // not a key of that city at that time
        }
    }
}
