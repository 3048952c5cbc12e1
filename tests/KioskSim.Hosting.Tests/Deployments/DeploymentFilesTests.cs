using System.Text;
using KioskSim.Hosting.Deployments;

namespace KioskSim.Hosting.Tests.Deployments;

public sealed class DeploymentFilesTests : IDisposable
{
    readonly string _work = Directory.CreateTempSubdirectory("kiosksim-files-").FullName;
    readonly string _folder;
    readonly string _packed;

    public DeploymentFilesTests()
    {
        (_folder, _packed) = (Path.Combine(_work, "folder"), Path.Combine(_work, "packed"));
        Write("deployment.json", "{}");
        Write("trust/b.cer", "second");
        Write("trust/a.cer", "first");
        Write("trust/a.txt", "not asked for");
        Write("trust/old/a.cer", "deeper");
        Write("data/jpki.db", "at the beginning");
        DeploymentFiles.Pack(_folder, _packed);
    }

    public static TheoryData<bool> Both => [false, true];

    [Theory]
    [MemberData(nameof(Both))]
    public void A_packed_file_says_what_the_folder_says(bool packed)
    {
        var files = DeploymentFiles.Of(packed ? _packed : _folder);
        Assert.Equal("{}", Encoding.UTF8.GetString(files.Read("deployment.json")));
        Assert.Null(files.Find("kiosk.json"));
        Assert.Null(files.In("nowhere").Find("kiosk.json"));
        Assert.Equal(["a.cer", "b.cer"], files.In("trust").Names("", ".cer"));
        Assert.Equal(["b.cer"], files.In("trust").Names("b", ".cer"));
        Assert.Equal("deeper", Encoding.UTF8.GetString(files.In("trust").In("old").Read("a.cer")));
        Assert.Empty(files.In("nowhere").Names("", ""));
        var missing = Assert.Throws<InvalidDataException>(() => files.In("trust").Read("c.cer"));
        Assert.Contains(Path.Combine(files.Place, "trust", "c.cer"), missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_file_is_its_owners_alone() => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_packed));

    [Fact]
    public void A_file_that_is_not_packed_so_is_refused()
    {
        File.WriteAllText(_packed, "no archive");
        Assert.Throws<InvalidDataException>(() => DeploymentFiles.Of(_packed));
    }

    [Fact]
    public void Data_begin_as_the_deployment_has_them_and_are_kept_from_then_on()
    {
        var (files, data) = (DeploymentFiles.Of(_packed), Path.Combine(_work, "kept"));
        var file = files.DataFile(data, "jpki.db");
        Assert.Equal("at the beginning", File.ReadAllText(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        File.WriteAllText(file, "later");
        Assert.Equal("later", File.ReadAllText(files.DataFile(data, "jpki.db")));
        Assert.False(File.Exists(files.DataFile(data, "centre.db"))); // of which nothing is said: its service makes it
    }

    void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose() => Directory.Delete(_work, recursive: true);
}
