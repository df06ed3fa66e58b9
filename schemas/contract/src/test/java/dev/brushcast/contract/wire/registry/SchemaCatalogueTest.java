package dev.brushcast.contract.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SchemaCatalogueTest {

    private final SchemaCatalogue catalogue = SchemaCatalogue.load();

    @Test
    void everySchemaThatThisVersionWritesIsTheNewestOfItsNameInTheCatalogue() {
        assertThat(CurrentSchemas.all())
                .isNotEmpty()
                .allSatisfy(schema -> assertThat(catalogue.versions(schema.getFullName()))
                        .as(
                                "%s changed and is not in the catalogue. To add it as a new version: %s",
                                schema.getFullName(), AppendToCatalogue.COMMAND)
                        .last()
                        .extracting(CatalogueEntry::schema)
                        .isEqualTo(schema));
    }

    @Test
    void idsAreCountedOnWithoutHolesAndVersionsPerName() {
        for (int i = 0; i < catalogue.entries().size(); i++) {
            CatalogueEntry entry = catalogue.entries().get(i);
            assertThat(entry.id()).isEqualTo(SchemaCatalogue.FIRST_ID + i);
            assertThat(catalogue.versions(entry.name()).indexOf(entry) + 1).isEqualTo(entry.version());
        }
    }
}
