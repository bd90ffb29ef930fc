import io.trino.Session;
import io.trino.plugin.memory.MemoryConnectorFactory;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.MaterializedRow;
import java.io.PrintWriter;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import static io.trino.testing.TestingSession.testSessionBuilder;

/** Runs a query in a Trino in this process: Tally TYPES ANSWERS.csv QUERY.sql OUT.csv */
public class Tally {
    public static void main(String[] args) throws Exception {
        Session session = testSessionBuilder().setCatalog("memory").setSchema("default").build();
        try (LocalQueryRunner runner = LocalQueryRunner.create(session)) {
            runner.createCatalog("memory", new MemoryConnectorFactory(), Map.of());
            List<String> lines = Files.readAllLines(Path.of(args[1]));
            String[] names = lines.get(0).split(",", -1), types = args[0].split(",", -1);
            String columns = IntStream.range(0, names.length).mapToObj(i -> "CAST(NULLIF(c" + i + ", '') AS " + types[i] + ") AS \"" + names[i] + '"').collect(Collectors.joining(", "));
            String values = lines.stream().skip(1).map(line -> Arrays.stream(line.split(",", -1)).map(f -> "'" + f.replace("'", "''") + "'").collect(Collectors.joining(", ", "(", ")")))
                    .collect(Collectors.joining(",\n"));
            String cs = IntStream.range(0, names.length).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
            runner.execute("CREATE TABLE answers AS SELECT " + columns + " FROM (VALUES " + values + ") AS t (" + cs + ")");
            var result = runner.execute(Files.readString(Path.of(args[2])));
            try (PrintWriter out = new PrintWriter(args[3])) {
                out.println(String.join(",", result.getColumnNames()));
                for (MaterializedRow row : result.getMaterializedRows()) {
                    out.println(row.getFields().stream().map(x -> x == null ? "" : x.toString()).collect(Collectors.joining(",")));
                }
            }
        }
    }
}
