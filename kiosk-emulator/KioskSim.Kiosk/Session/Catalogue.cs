using System.Security.Cryptography;
using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Kiosk.Session;

/// <summary>The cities a citizen can choose, what they offer, and their keys, checked against the authority that the kiosk carries.</summary>
public sealed class Catalogue(CertificateCentre.CertificateCentreClient centre, byte[] cityKeyAuthority, TimeProvider clock, TimeSpan maximumAge)
{
    IReadOnlyList<Municipality> _municipalities = [];
    readonly Dictionary<MunicipalityCode, CheckedKeys> _keys = [];
    DateTimeOffset _fetchedAt = DateTimeOffset.MinValue;
    bool _complete;

    public IReadOnlyList<Municipality> Municipalities => _municipalities;

    /// <summary>Asks the centre again when what is known is too old.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.CentreUnreachable"/>, or <see cref="FlowErrorCode.CityUnreachable"/>: there is no city to choose.</exception>
    public Task RefreshAsync(CancellationToken stop) => clock.GetUtcNow() - _fetchedAt < maximumAge ? Task.CompletedTask : FetchAsync(stop);

    /// <summary>The same for what somebody has chosen, where what was so a moment ago may be over: a kind was suspended, or the city was not there yet.</summary>
    /// <inheritdoc cref="RefreshAsync(CancellationToken)"/>
    public Task RefreshAsync(Choose choice, CancellationToken stop) =>
        (Named(choice) is { } municipality ? municipality.Offers.Any(o => (int)o.Kind == (int)choice.Kind && o.Suspended) : !_complete) ? FetchAsync(stop) : RefreshAsync(stop);

    /// <summary>Checks a choice before the citizen is asked for the card.</summary>
    /// <exception cref="FlowException">No such city, or nobody can tell yet; not offered, closed now, or too many copies.</exception>
    public ChosenOffer Find(Choose choice)
    {
        var municipality = Named(choice) ?? throw new FlowException(_complete ? FlowErrorCode.MunicipalityUnknown : FlowErrorCode.CityUnreachable);
        var offer = municipality.Offers.FirstOrDefault(o => (int)o.Kind == (int)choice.Kind)
            ?? throw new FlowException(FlowErrorCode.KindNotOffered);
        if (((uint)choice.Options & ~offer.Options) != 0)
            throw new FlowException(FlowErrorCode.KindNotOffered, "an option that the city does not offer");
        if (choice.Copies.Count > offer.MostCopies)
            throw new FlowException(FlowErrorCode.TooManyCopies);
        if (!offer.Open)
            throw new FlowException(offer.Suspended ? FlowErrorCode.Suspended : FlowErrorCode.Closed);

        var keys = KeysOf(municipality, choice.Municipality);
        return new ChosenOffer(choice, keys.Sealing, keys.Signing, municipality.AcceptsJukiCards);
    }

    Municipality? Named(Choose choice) => _municipalities.FirstOrDefault(m => m.Code == choice.Municipality.ToString());

    async Task FetchAsync(CancellationToken stop)
    {
        var reply = await centre.ListMunicipalitiesAsync(new ListMunicipalitiesRequest(), cancellationToken: stop);
        if (reply.Municipalities.Count == 0)
            throw new FlowException(FlowErrorCode.CityUnreachable);
        _municipalities = [.. reply.Municipalities];
        _complete = !reply.Incomplete;
        _fetchedAt = clock.GetUtcNow();
    }

    // Checked when they are first seen; the same certificates again are the same keys, as long as their dates hold.
    CheckedKeys KeysOf(Municipality municipality, MunicipalityCode code)
    {
        var now = clock.GetUtcNow();
        return _keys.TryGetValue(code, out var known) && known.AreOf(municipality, now)
            ? known
            : _keys[code] = CheckedKeys.Check(municipality, code, cityKeyAuthority, now);
    }
}

/// <summary>What was chosen, with the keys of the city it goes to.</summary>
/// <param name="SealingKey">65 bytes.</param>
/// <param name="SigningKey">The catalogue's.</param>
/// <param name="AcceptsJukiCards">Whether the city takes its own 住基カード (001-41).</param>
public sealed record ChosenOffer(Choose Choice, byte[] SealingKey, ECDsa SigningKey, bool AcceptsJukiCards = false);
