using System.Text.RegularExpressions;

namespace KioskSim.Compose;

/// <summary>Certificates through containers, and what they leave behind.</summary>
public sealed class IssueTests(Containers containers)
{
    [Fact]
    public void A_certificate_of_each_kind_comes_out_and_containers_are_as_their_images_were_000_57()
    {
        var before = Papers(containers.Needed());
        var demo = containers.Script("demo.sh");
        Assert.True(demo.ExitCode == 0, demo.Text + demo.Errors);
        var papers = Papers(containers).Except(before).ToList();
        Assert.Equal(7, papers.Count);
        Assert.All(papers, paper => ForeignProgram.RunWell("qpdf", "qpdf", ["--check", paper]));
        foreach (var service in (string[])["kiosk", "centre", "jpki", "city-482013", "inquiry"])
            Assert.Equal("", Containers.Docker("diff", containers.Id(service)).Text);
    }

    [Fact]
    public void The_example_on_the_page_about_containers_issues_a_certificate()
    {
        var before = Papers(containers.Needed());
        var page = File.ReadAllText(Path.Combine(CheckoutFolder.Root, "docs/containers.md"));
        var example = Regex.Match(page, "make demo-compose ARGS=\"(issue [^\"]+)\"").Groups[1].Value;
        var issue = containers.Script("demo.sh", example.Split(' '));
        Assert.True(issue.ExitCode == 0, issue.Text + issue.Errors);
        Assert.Single(Papers(containers).Except(before));
    }

    static string[] Papers(Containers containers) => Directory.Exists(containers.Tray) ? Directory.GetFiles(containers.Tray, "*.pdf") : [];

    [Fact]
    public void A_rush_at_the_machine_breaks_no_property_that_can_be_seen() => Proofs.AllGreen(Rush.Run(containers.Needed()));

    /// <summary>The rush goes on while a service dies and comes back; who was refused for it lost neither money nor paper, and nobody got another's.</summary>
    [Theory]
    [InlineData("centre")]
    [InlineData("city-482013")]
    [InlineData("jpki")]
    [InlineData("city-postgres")]
    public Task A_service_that_is_killed_in_a_rush_breaks_no_property(string service) => InARushAsync(Trouble.Killed, service);

    /// <summary>It stands still, and then goes on with what it was about, of which others have long despaired.</summary>
    [Theory]
    [InlineData("kiosk")]
    [InlineData("centre")]
    [InlineData("city-482013")]
    [InlineData("jpki")]
    [InlineData("city-postgres")]
    [InlineData("centre-postgres")]
    public Task A_service_that_stands_still_in_a_rush_breaks_no_property(string service) => InARushAsync(Trouble.StandsStill, service);

    [Theory]
    [InlineData("centre", "store-line")]
    [InlineData("centre", "lgwan")]
    [InlineData("centre", "internet")]
    [InlineData("city-482013", "city-core")]
    public Task A_line_that_is_cut_in_a_rush_and_mended_breaks_no_property(string service, string network) => InARushAsync(Trouble.CutOff(network), service);

    async Task InARushAsync(Trouble trouble, string service)
    {
        containers.Needed();
        var rush = await InTheMidstAsync();
        trouble.Befall(containers, service);
        Proofs.AllGreen(await rush);
        containers.AwaitServing(service);
    }

    /// <returns>A rush of which something is booked, and which goes on.</returns>
    async Task<Task<ForeignProgram>> InTheMidstAsync()
    {
        for (var left = 5; left > 0; left--)
        {
            var booked = Booked();
            var rush = Rush.Begin(containers);
            while (!rush.IsCompleted && Booked() == booked)
                await Task.Yield();
            if (!rush.IsCompleted)
                return rush;
            // It may have been quicker than the look into the books, but must have gone well.
            Proofs.AllGreen(await rush);
        }

        throw new InvalidOperationException("Every rush was over before its first certificate was seen in the books.");
    }

    // How many certificates the city has in its books.
    string Booked() => ForeignProgram.RunWell(
        "docker.io", "docker", ["exec", containers.Id("city-postgres"), "psql", "-U", "kiosksim", "-tAc", "SELECT count(*) FROM city_482013.issue"]).Text.Trim();
}
