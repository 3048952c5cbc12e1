using Grpc.Core;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.BaseRegisters.Feed;

/// <summary>What an issuance server made of a push.</summary>
/// <param name="Reasons">Why households were refused, the first hundred: place in the push and reason, without content.</param>
public sealed record FeedReport(int Households, int Residents, int RefusedHouseholds, IReadOnlyList<string> Reasons);

/// <summary>Pushes a base register to the city's issuance server (000-40). One way: nothing is asked of the server but whether it took it.</summary>
public static class RegisterFeed
{
    /// <exception cref="RpcException">The server cannot be reached, or refuses the caller.</exception>
    public static async Task<FeedReport> PushAsync(BaseRegister register, RegistryFeed.RegistryFeedClient server, CancellationToken stop)
    {
        // All are small beside the people: one lookup in memory instead of two queries a person.
        var seals = register.Seals().ToLookup(s => s.Resident);
        var certificates = register.Certificates().ToLookup(c => c.Resident, c => c.Serial);
        var jukiCards = register.JukiCards().ToLookup(c => c.Resident);
        using var push = server.Push(cancellationToken: stop);
        foreach (var household in register.Households())
            await push.RequestStream.WriteAsync(HouseholdRows.Describe(register.Municipality, household, Latest, id => certificates[id], id => jukiCards[id]), stop);
        return await EndAsync(push);

        SealRegistration? Latest(ResidentId resident) => seals[resident].MaxBy(s => s.Number);
    }

    /// <summary>Pushes one household anew, because there is news of a member's certificates.</summary>
    /// <param name="phones">Certificates in phones, of which the city was told since the register was made.</param>
    /// <exception cref="RpcException">The server cannot be reached, or refuses the caller.</exception>
    public static async Task<FeedReport> PushAsync(
        BaseRegister register, HouseholdId household, ILookup<ResidentId, CertificateSerial> phones, RegistryFeed.RegistryFeedClient server, CancellationToken stop)
    {
        using var push = server.Push(cancellationToken: stop);
        if (register.Find(household) is { } found)
        {
            await push.RequestStream.WriteAsync(
                HouseholdRows.Describe(
                    register.Municipality, found, register.SealOf, id => register.CertificatesOf(id).Concat(phones[id]), id => register.JukiCardsOf(id)), stop);
        }

        return await EndAsync(push);
    }

    static async Task<FeedReport> EndAsync(AsyncClientStreamingCall<HouseholdRow, PushReport> push)
    {
        await push.RequestStream.CompleteAsync();
        var report = await push.ResponseAsync;
        return new FeedReport(
            report.Households, report.Residents, report.RefusedHouseholds, [.. report.Refused.Select(r => $"household {r.Position}: {r.Reason}")]);
    }
}
