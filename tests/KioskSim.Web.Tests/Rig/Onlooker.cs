using System.Net.ServerSentEvents;

namespace KioskSim.Web.Tests.Rig;

/// <summary>A browser without a window: is told what every browser is told.</summary>
static class Onlooker
{
    /// <summary>Milliseconds after which a test that follows is given up.</summary>
    public const int Patience = 120_000;

    /// <summary>Follows from an event on (0: from the first) until it has been told enough.</summary>
    /// <returns>Part and content of each event, in the order in which they came.</returns>
    public static async Task<IReadOnlyList<SseItem<string>>> FollowAsync(Uri room, long after, Predicate<IReadOnlyList<SseItem<string>>> enough)
    {
        var stop = TestContext.Current.CancellationToken; // the stream itself never ends
        using var http = new HttpClient { BaseAddress = room };
        await using var stream = await http.GetStreamAsync($"events?after={after}", stop);
        List<SseItem<string>> told = [];
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(stop))
        {
            told.Add(item);
            if (enough(told))
                break;
        }

        return told;
    }
}
