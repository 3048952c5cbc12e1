using System.Globalization;
using KioskSim.Sweep;

namespace KioskSim.Compose;

/// <summary>The processes within the containers, stopped and searched page by page from outside.</summary>
public sealed class MemoryTests(Containers containers)
{
    // Shorter ones are there by chance.
    const int LongEnough = 8;

    [Fact]
    public async Task What_a_certificate_says_is_in_the_memory_of_the_city_and_of_nobody_on_its_way_000_57()
    {
        var marks = Served.Marks(containers.Needed()).Where(m => m.Length >= LongEnough).ToList();
        Served.Issue(containers);
        Assert.NotEmpty(await ProcessMemory.FindAsync(Process("city-482013"), marks)); // the search finds what is there
        foreach (var service in (string[])["kiosk", "centre", "jpki"])
            Assert.Empty(await ProcessMemory.FindAsync(Process(service), marks));
    }

    int Process(string service) => int.Parse(Containers.Docker("inspect", "-f", "{{.State.Pid}}", containers.Id(service)).Text, CultureInfo.InvariantCulture);
}
