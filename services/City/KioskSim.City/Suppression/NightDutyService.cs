using System.Collections.Concurrent;
using System.Globalization;
using Grpc.Core;
using KioskSim.City.Audit;
using KioskSim.City.Issuance;
using KioskSim.City.Registry.Family;
using KioskSim.Contracts.NightDuty;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.City.Suppression;

/// <summary>The night-duty terminal: search and suppress, and no third thing (000-66). It sees no register, lifts nothing.</summary>
public sealed class NightDutyService(FamilyRegisterCopy registers, Notices notices, AuditLog audit, ServedCities cities, Entropy entropy, TimeProvider clock)
    : NightDutyDesk.NightDutyDeskBase
{
    const int MostCandidates = 50;
    static readonly TimeSpan ReferenceLife = TimeSpan.FromMinutes(10);

    readonly ConcurrentDictionary<string, Reference> _references = new(StringComparer.Ordinal);

    sealed record Reference(MunicipalityCode Municipality, FamilyRegisterId Register, DateTimeOffset Until);

    public override Task<SearchReply> Search(SearchRequest request, ServerCallContext context)
    {
        var municipality = cities.Of(Wire.Municipality(request.Municipality)).Municipality.Code;
        DateOnly? birth = null;
        if (request.BirthDate.Length > 0)
        {
            birth = DateOnly.TryParseExact(request.BirthDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : throw Wire.Bad("birth_date is no date (2026-11-18)");
        }

        if (birth is null && string.IsNullOrWhiteSpace(request.Name))
            throw Wire.Bad("give a name or a date of birth");

        Forget();
        var reply = new SearchReply();
        audit.Append(AuditEvent.NightDutySearched, municipality, null, null, "search in the night-duty room");
        foreach (var person in registers.Search(municipality, request.Name, birth, MostCandidates))
        {
            var reference = Convert.ToHexString(entropy.Bytes(16));
            _references[reference] = new Reference(municipality, person.Register, clock.GetUtcNow() + ReferenceLife);
            reply.Candidates.Add(new Candidate
            {
                Reference = reference, Domicile = person.Domicile, Name = person.Name,
                BirthDate = person.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            });
        }

        return Task.FromResult(reply);
    }

    public override Task<SuppressReply> Suppress(SuppressRequest request, ServerCallContext context)
    {
        if (!_references.TryRemove(request.Reference, out var reference)
            || reference.Municipality.ToString() != request.Municipality || reference.Until < clock.GetUtcNow())
            throw new FlowException(FlowErrorCode.TokenSpent, "an unknown, used or old reference: search again");
        var notice = notices.Take(cities.Of(reference.Municipality).Municipality, [reference.Register], atNight: true); // committed before the answer leaves
        return Task.FromResult(new SuppressReply { SuppressedAt = notice.EffectiveFrom.ToString("O", CultureInfo.InvariantCulture) });
    }

    void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (key, reference) in _references)
        {
            if (reference.Until < now)
                _references.TryRemove(key, out _);
        }
    }
}
