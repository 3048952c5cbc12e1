using System.IO.Compression;

namespace KioskSim.Hosting.Deployments;

/// <summary>
/// The files of a deployment, or of a part of it: a folder, or one packed file (ZIP), which is how an engine hands secrets to a container. A packed one is
/// read where it lies and unpacked nowhere.
/// </summary>
public sealed class DeploymentFiles
{
    readonly Func<string, byte[]?> _read;
    readonly Func<string, IEnumerable<string>> _list;
    readonly string _part;

    /// <param name="read">By path, parts of which are joined by a slash.</param>
    /// <param name="list">Paths of what lies in a part, and of nothing deeper.</param>
    DeploymentFiles(string place, string part, Func<string, byte[]?> read, Func<string, IEnumerable<string>> list) => (Place, _part, _read, _list) = (place, part, read, list);

    /// <summary>The folder or file that they come from.</summary>
    public string Place { get; }

    /// <exception cref="InvalidDataException">A file that is not packed as a deployment is.</exception>
    /// <exception cref="UnauthorizedAccessException">It is another user's.</exception>
    public static DeploymentFiles Of(string place) => File.Exists(place)
        ? Packed(place)
        : new DeploymentFiles(place, "", path => ReadFile(Path.Combine(place, path)), part => FilesIn(place, part, SearchOption.TopDirectoryOnly));

    /// <summary>Those of a subfolder.</summary>
    public DeploymentFiles In(string folder) => new(Place, $"{_part}{folder}/", _read, _list);

    /// <returns>Null: there is none of that name.</returns>
    public byte[]? Find(string name) => _read(_part + name);

    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public byte[] Read(string name) => Find(name) ?? throw new InvalidDataException($"{Where(name)} is missing.");

    /// <summary>Names of the files of this part, without its subfolders, in order.</summary>
    public IReadOnlyList<string> Names(string beginning, string ending) =>
    [
        .. _list(_part).Select(path => path[_part.Length..])
            .Where(n => n.StartsWith(beginning, StringComparison.Ordinal) && n.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    /// <summary>A file as messages call it.</summary>
    public string Where(string name) => Path.Combine(Place, _part, name);

    /// <summary>Where the data of its services lie, unless somebody says otherwise; null: it is a packed file, in which nothing can be kept.</summary>
    public string? DataFolder => Directory.Exists(Place) ? Path.Combine(Place, DeploymentFolder.Data) : null;

    /// <summary>A file of a service's data; what the deployment says that it holds at the beginning is put there where there is none yet.</summary>
    /// <param name="folder">Where the data lie.</param>
    public string DataFile(string folder, string name)
    {
        var file = Path.Combine(folder, name);
        if (!File.Exists(file) && In(DeploymentFolder.Data).Find(name) is { } beginning)
        {
            Directory.CreateDirectory(folder);
            DeploymentFolder.WritePrivate($"{file}.unfinished", beginning);
            File.Move($"{file}.unfinished", file);
        }

        return file;
    }

    /// <summary>Packs a folder into one file that its owner alone may read.</summary>
    public static void Pack(string folder, string file)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var path in FilesIn(folder, "", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(File.ReadAllBytes(Path.Combine(folder, path)));
            }
        }

        DeploymentFolder.WritePrivate(file, packed.ToArray());
    }

    /// <summary>Whether a file is a packed deployment.</summary>
    internal static bool IsPacked(string file)
    {
        Span<byte> beginning = stackalloc byte[4];
        using var stream = File.OpenRead(file);
        return stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) == beginning.Length && beginning.SequenceEqual("PK\x3\x4"u8);
    }

    /// <summary>Packs one anew, with what is changed in it; who may read the file is who might read the other.</summary>
    /// <param name="change">Is given the folder of what is in it, which is gone afterwards.</param>
    internal static void Repack(string file, string target, Action<string> change)
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-repack-").FullName;
        try
        {
            ZipFile.ExtractToDirectory(file, folder);
            change(folder);
            Pack(folder, target);
            File.SetUnixFileMode(target, File.GetUnixFileMode(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static DeploymentFiles Packed(string file)
    {
        var entries = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var stream = File.OpenRead(file);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            var content = new byte[entry.Length];
            using var unpacked = entry.Open();
            unpacked.ReadExactly(content);
            entries[entry.FullName] = content;
        }

        return new DeploymentFiles(file, "", path => entries.GetValueOrDefault(path),
            part => entries.Keys.Where(path => path.StartsWith(part, StringComparison.Ordinal) && path.LastIndexOf('/') < part.Length));
    }

    static IEnumerable<string> FilesIn(string folder, string part, SearchOption depth) => Directory.Exists(Path.Combine(folder, part))
        ? Directory.EnumerateFiles(Path.Combine(folder, part), "*", depth).Select(f => Path.GetRelativePath(folder, f).Replace(Path.DirectorySeparatorChar, '/'))
        : [];

    static byte[]? ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
