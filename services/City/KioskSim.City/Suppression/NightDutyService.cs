using System.Globalization;
using Grpc.Core;
using KioskSim.City.Audit;
using KioskSim.City.Issuance;
using KioskSim.City.Registry.Family;
using KioskSim.Contracts.NightDuty;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;

namespace KioskSim.City.Suppression;

/// <summary>The night-duty terminal: search and suppress, and no third thing (000-66). It sees no register, lifts nothing.</summary>
public sealed class NightDutyService(FamilyRegisterCopy registers, NightReferences references, Notices notices, AuditLog audit, ServedCities cities)
    : NightDutyDesk.NightDutyDeskBase
{
    const int MostCandidates = 50;

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

        var reply = new SearchReply();
        audit.Append(AuditEvent.NightDutySearched, municipality, null, null, "search in the night-duty room");
        var found = registers.Search(municipality, request.Name, birth, MostCandidates);
        foreach (var (person, reference) in found.Zip(references.Give(municipality, [.. found.Select(p => p.Register)])))
        {
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
        var municipality = cities.Of(Wire.Municipality(request.Municipality)).Municipality;
        var register = references.Take(municipality.Code, request.Reference) ?? throw new FlowException(FlowErrorCode.TokenSpent, "an unknown, used or old reference: search again");
        var notice = notices.Take(municipality, [register], atNight: true); // committed before the answer leaves
        return Task.FromResult(new SuppressReply { SuppressedAt = notice.EffectiveFrom.ToString("O", CultureInfo.InvariantCulture) });
    }
}
